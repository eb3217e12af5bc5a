/** The events for the listeners of the host: one per order version. */
@NullMarked
package no.trekkpaalegg.event;

import org.jspecify.annotations.NullMarked;
