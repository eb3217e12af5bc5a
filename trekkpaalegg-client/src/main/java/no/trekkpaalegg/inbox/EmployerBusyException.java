package no.trekkpaalegg.inbox;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The employer is busy: another transaction, on this node or another, has held the employer's lock for as long as this one was
 * ready to wait. Nothing was done, and nothing is wrong with the store; the caller tries again later.
 */
public final class EmployerBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param employer organisation number of the employer
     * @param waited how long the lock was waited for
     * @param cause what the database said, or {@code null}
     */
    public EmployerBusyException(String employer, Duration waited, @Nullable Throwable cause) {
        super(
                "Employer " + Objects.requireNonNull(employer, "employer")
                        + " is busy: another transaction has held its lock for " + waited.toMillis() / 1000.0 + " s",
                cause);
    }
}
