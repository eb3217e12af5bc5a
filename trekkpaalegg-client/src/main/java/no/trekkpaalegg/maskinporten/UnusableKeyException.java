package no.trekkpaalegg.maskinporten;

import java.util.Objects;

/**
 * A signing key cannot be used as it is. The message says why and what to do, and never repeats any part of the key; for the
 * same reason there is no cause.
 */
public final class UnusableKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the key. */
    public enum Reason {
        /** It could not be read, or its parts do not belong together. */
        UNREADABLE,
        /** Maskinporten would not know which registered key it is. */
        MISSING_KEY_ID,
        /** Only a public key or a certificate was found. */
        NOT_PRIVATE,
        /** A kind of key, of algorithm or of wrapping that cannot be used. */
        UNSUPPORTED,
        /** RSA with fewer than 2048 bits. */
        TOO_SHORT,
        /** More than one key, and nothing that tells which one is meant. */
        AMBIGUOUS,
        /** There is no such entry in the key store. */
        NOT_FOUND
    }

    private final Reason reason;

    UnusableKeyException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** What is wrong with the key. */
    public Reason reason() {
        return reason;
    }
}
