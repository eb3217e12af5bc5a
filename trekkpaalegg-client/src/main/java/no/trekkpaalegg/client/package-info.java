/** The REST client of the Trekkpålegg API: calls, retries and the reading of answers that may be malformed. */
@NullMarked
package no.trekkpaalegg.client;

import org.jspecify.annotations.NullMarked;
