/** The withholding order and what surrounds it, as the Trekkpålegg API describes them; plain immutable values. */
@NullMarked
package no.trekkpaalegg.model;

import org.jspecify.annotations.NullMarked;
