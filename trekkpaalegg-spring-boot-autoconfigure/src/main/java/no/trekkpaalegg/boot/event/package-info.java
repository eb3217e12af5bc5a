/** From the delivery of an order version to the Spring event, and the check of the host's listeners at start. */
@NullMarked
package no.trekkpaalegg.boot.event;

import org.jspecify.annotations.NullMarked;
