package no.trekkpaalegg.feed;

import no.trekkpaalegg.model.Trekkpaalegg;

/** Where the feed hands order versions over; the bridge to the host's listeners. */
public interface OrderReceiver {

    /** Whether anybody is there to receive anything. As long as nobody is, versions stay in the inbox. */
    boolean isListening();

    /** Whether anybody is there to receive this kind of version. As long as nobody is, such versions are put off. */
    boolean isListeningTo(Change change);

    /**
     * Hands over one version, on the calling thread and inside the transaction that marks it delivered. Returning means it is
     * delivered; throwing anything rolls the transaction back, and the version is tried again later.
     */
    void receive(Delivery delivery);

    /**
     * One version on its way to the host.
     *
     * @param employer organisation number of the employer asked for
     * @param change what the version means to the host
     * @param trekkpaalegg the version
     * @param json the version as received
     */
    record Delivery(String employer, Change change, Trekkpaalegg trekkpaalegg, String json) {
        /** Names the version; leaves the element out. */
        @Override
        public String toString() {
            return "Delivery[" + change + ", " + trekkpaalegg + "]";
        }
    }

    /** What a version means to the host. */
    enum Change {
        /** The first version of the order that this host gets, whatever its number. */
        NYTT,
        /** A later version of an order that this host has. */
        ENDRET,
        /** The order has ended. */
        AVSLUTTET
    }
}
