/** Publishes a delivered order version as a Spring event, and checks the host's listeners at start. */
@NullMarked
package no.trekkpaalegg.boot.event;

import org.jspecify.annotations.NullMarked;
