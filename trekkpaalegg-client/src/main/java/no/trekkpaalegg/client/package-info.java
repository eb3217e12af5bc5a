/** The REST client of the Trekkpålegg API: makes calls with retries, and reads answers that can be malformed. */
@NullMarked
package no.trekkpaalegg.client;

import org.jspecify.annotations.NullMarked;
