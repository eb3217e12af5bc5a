package no.trekkpaalegg.boot.crash;

/** Where a host can be killed. */
enum CrashPoint {
    AFTER_ANSWER,
    IN_PAGE,
    AFTER_PAGE_COMMIT,
    AFTER_CLAIM,
    IN_LISTENER,
    AFTER_LISTENER_WRITE,
    AFTER_COMMIT
}
