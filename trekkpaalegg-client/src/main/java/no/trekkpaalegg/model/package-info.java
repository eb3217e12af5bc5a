/** The withholding order and its parts as the Trekkpålegg API describes them, employers, and exceptions. All values are immutable. */
@NullMarked
package no.trekkpaalegg.model;

import org.jspecify.annotations.NullMarked;
