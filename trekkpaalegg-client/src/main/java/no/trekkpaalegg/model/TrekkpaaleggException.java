package no.trekkpaalegg.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed call to Maskinporten or the API. The message has no person number, token, assertion or key: text of the other side goes
 * through {@link Redaction} first.
 */
public abstract class TrekkpaaleggException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final FailureDetails details;

    protected TrekkpaaleggException(
            FailureKind kind, String message, FailureDetails details, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.details = Objects.requireNonNull(details, "details");
    }

    /** The kind of failure. */
    public FailureKind kind() {
        return kind;
    }

    /** HTTP status of the answer, or empty if none came. */
    public Optional<Integer> httpStatus() {
        return Optional.ofNullable(details.httpStatus());
    }

    /** The error code of the answer ({@code KB-004}, {@code DAS-008}, {@code MP-303} …), or empty if it had none. */
    public Optional<String> kode() {
        return Optional.ofNullable(details.kode());
    }

    /** The other side's own description of the error, redacted, or empty if it gave none. */
    public Optional<String> melding() {
        return Optional.ofNullable(details.melding());
    }

    /** The correlation id in the error answer, or empty if it had none. */
    public Optional<String> korrelasjonsid() {
        return Optional.ofNullable(details.korrelasjonsid());
    }

    /** The {@code Korrelasjonsid} header of the request, or empty if none was sent. */
    public Optional<String> sentKorrelasjonsid() {
        return Optional.ofNullable(details.sentKorrelasjonsid());
    }

    /** How long the other side asks to wait ({@code Retry-After}), 0 or longer, or empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(details.retryAfter());
    }
}
