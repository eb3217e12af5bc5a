/** Stands in for Maskinporten and the Tax Administration while no real environment is configured. */
@NullMarked
package no.trekkpaalegg.sample.simulated;

import org.jspecify.annotations.NullMarked;
