package no.trekkpaalegg.maskinporten;

import java.util.Objects;

/**
 * A signing key cannot be used. The message says why and what to do. It has no part of the key, and for that reason the exception
 * has no cause.
 */
public final class UnusableKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the key. */
    public enum Reason {
        /** It could not be read, or its parts do not belong together. */
        UNREADABLE,
        /** The key id is missing, so Maskinporten cannot find the registered key. */
        MISSING_KEY_ID,
        /** Only a public key or a certificate was found. */
        NOT_PRIVATE,
        /** The kind of key, the algorithm or the encoding is not supported. */
        UNSUPPORTED,
        /** The RSA key has fewer than 2048 bits. */
        TOO_SHORT,
        /** There are several keys, and the configuration does not select one. */
        AMBIGUOUS,
        /** The key store has no such entry. */
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
