package no.trekkpaalegg.event;

import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * A withholding order version that the host is to act on. Listen to this interface to receive all of them, or to the records for
 * some.
 *
 * <p>The event is published on a thread of this library, inside the transaction that marks the version delivered. A listener that
 * returns has received it; one that throws gets it again later. A listener should do its work on the calling thread: what it
 * writes to the same database then commits together with the mark, or not at all.
 *
 * <p>Events are immutable. Their {@code toString()} names the order and nothing about the person.
 */
public sealed interface TrekkpaaleggEvent permits NyttTrekkpaalegg, EndretTrekkpaalegg, AvsluttetTrekkpaalegg {

    /** Organisation number of the configured employer under which the order was received, nine digits. */
    String employer();

    /** The order version. */
    Trekkpaalegg trekkpaalegg();

    /** The order version exactly as the authority sent it, with fields this library does not know. Holds personal data. */
    String json();
}
