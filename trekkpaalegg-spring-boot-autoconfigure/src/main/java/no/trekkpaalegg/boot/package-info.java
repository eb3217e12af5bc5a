/** The types for the application: the properties, the poller, and what the application can replace or customize. */
@NullMarked
package no.trekkpaalegg.boot;

import org.jspecify.annotations.NullMarked;
