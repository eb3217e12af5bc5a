package no.trekkpaalegg.boot.actuate;

/** What an operator can do about one employer. */
enum OperatorAction {
    /** Read what is new and deliver what is due, now. */
    POLL,
    /** Compare the inbox with all current orders, now. */
    RECONCILE,
    /** Stop reading and delivering, until resumed. */
    PAUSE,
    /** End the pause. */
    RESUME,
    /** Move the cursor back. */
    REWIND,
    /** Make a failed, parked or rejected order version due at once. */
    RETRY,
    /** Decide that an order version is never to be delivered. */
    DISCARD
}
