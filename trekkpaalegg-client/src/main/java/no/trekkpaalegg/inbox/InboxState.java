package no.trekkpaalegg.inbox;

/** The state of an order version on its way to the host. */
public enum InboxState {
    /** Stored, and due for its first delivery. */
    PENDING,
    /** Delivered: the host's listeners returned and the transaction is committed. */
    DELIVERED,
    /** A listener threw. Another attempt is due later. */
    FAILED,
    /** The last attempt failed. The version waits for an operator, or for a newer version. */
    PARKED,
    /** A newer version was delivered before this one. */
    SUPERSEDED,
    /** The element could not be understood, or names another configured employer. It is kept as received. */
    REJECTED,
    /** An operator gave it up. */
    DISCARDED;

    /** Whether the version still waits for delivery, automatically or after an operator's action. */
    public boolean isUndelivered() {
        return this == PENDING || this == FAILED || this == PARKED;
    }
}
