/** The events a host listens to: one for each order version, published once it is the host's turn to act on it. */
@NullMarked
package no.trekkpaalegg.event;

import org.jspecify.annotations.NullMarked;
