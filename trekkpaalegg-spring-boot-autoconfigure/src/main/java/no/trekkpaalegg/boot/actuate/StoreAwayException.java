package no.trekkpaalegg.boot.actuate;

/** The store cannot be read, or does not answer in time; the message says why, without personal data. */
final class StoreAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreAwayException(String reason) {
        super("The store cannot be read: " + reason);
    }
}
