/** The feed: reads pages into the inbox, reconciles the inbox with all current orders, and delivers each version once. */
@NullMarked
package no.trekkpaalegg.feed;

import org.jspecify.annotations.NullMarked;
