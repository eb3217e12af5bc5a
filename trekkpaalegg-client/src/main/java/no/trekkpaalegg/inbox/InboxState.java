package no.trekkpaalegg.inbox;

/** Where an order version stands on its way to the host. */
public enum InboxState {
    /** Stored, and due for its first delivery. */
    PENDING,
    /** Delivered: the host's listeners returned and the transaction is committed. */
    DELIVERED,
    /** A listener threw; another attempt is due later. */
    FAILED,
    /** Attempts are used up; waits for an operator, or for a newer version. */
    PARKED,
    /** A newer version was delivered before this one could be. */
    SUPERSEDED,
    /** The element could not be understood, or names another configured employer; kept as received. */
    REJECTED,
    /** An operator decided that it is not to be delivered. */
    DISCARDED;

    /** Whether the version still waits for delivery, by itself or by an operator's help. */
    public boolean isUndelivered() {
        return this == PENDING || this == FAILED || this == PARKED;
    }
}
