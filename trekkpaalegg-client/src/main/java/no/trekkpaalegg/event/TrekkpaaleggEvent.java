package no.trekkpaalegg.event;

import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * A version of a withholding order for the host to act on. Listen to this interface to receive all events, or to its records to
 * receive some.
 *
 * <p>The event is published on a thread of this library, inside the transaction that marks the version delivered. When the listener
 * returns, the version is delivered. When it throws, the version is delivered again later. A listener should do its work on the
 * calling thread: what it writes to the same database then commits together with the mark, or not at all.
 *
 * <p>Events are immutable. Their {@code toString()} names the order and shows nothing about the person.
 */
public sealed interface TrekkpaaleggEvent permits NyttTrekkpaalegg, EndretTrekkpaalegg, AvsluttetTrekkpaalegg {

    /** Organisation number of the configured employer under which the order was received, nine digits. */
    String employer();

    /** The order version. */
    Trekkpaalegg trekkpaalegg();

    /**
     * The JSON of the order version exactly as the authority sent it, including fields that the library does not know. It has
     * personal data.
     */
    String json();
}
