/** What others can observe of a running library: its steps as Micrometer observations, and what log lines carry. */
@NullMarked
package no.trekkpaalegg.observation;

import org.jspecify.annotations.NullMarked;
