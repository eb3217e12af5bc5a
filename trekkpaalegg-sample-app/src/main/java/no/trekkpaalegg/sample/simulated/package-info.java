/** What stands in for Maskinporten and the Tax Administration as long as no real environment is configured. */
@NullMarked
package no.trekkpaalegg.sample.simulated;

import org.jspecify.annotations.NullMarked;
