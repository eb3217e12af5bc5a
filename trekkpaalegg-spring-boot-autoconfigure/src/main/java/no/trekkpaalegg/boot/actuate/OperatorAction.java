package no.trekkpaalegg.boot.actuate;

/** The actions of an operator on one employer. */
enum OperatorAction {
    /** Read new orders and deliver the due ones, now. */
    POLL,
    /** Compare the inbox with all current orders, now. */
    RECONCILE,
    /** Stop reading and delivering until the employer is resumed. */
    PAUSE,
    /** End the pause. */
    RESUME,
    /** Move the cursor back. */
    REWIND,
    /** Make a failed, parked or rejected order version due at once. */
    RETRY,
    /** Give up the delivery of an order version. */
    DISCARD
}
