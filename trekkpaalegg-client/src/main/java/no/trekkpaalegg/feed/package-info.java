/** The feed: reads pages into an inbox, reconciles it with all current orders and delivers each version once. */
@NullMarked
package no.trekkpaalegg.feed;

import org.jspecify.annotations.NullMarked;
