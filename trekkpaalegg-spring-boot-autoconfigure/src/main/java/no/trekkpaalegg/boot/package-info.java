/** What a host sees: the properties, the poller, and what it may replace or customize. */
@NullMarked
package no.trekkpaalegg.boot;

import org.jspecify.annotations.NullMarked;
