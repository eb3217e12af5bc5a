package no.trekkpaalegg.feed;

import java.time.Duration;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * When employers are polled.
 *
 * @param interval time from one successful pass to the next, longer than zero
 * @param reconcileInterval time from one reconciliation to the next; zero switches reconciliation off
 * @hidden
 */
@API(status = Status.INTERNAL)
public record PollOptions(Duration interval, Duration reconcileInterval) {

    /** @throws IllegalArgumentException if a time is out of range */
    public PollOptions {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the polling interval must be longer than zero");
        }
        if (reconcileInterval.isNegative()) {
            throw new IllegalArgumentException("the reconciliation interval must not be negative");
        }
    }

    /** A pass every half hour, a reconciliation every day. */
    public static PollOptions defaults() {
        return new PollOptions(Duration.ofMinutes(30), Duration.ofHours(24));
    }
}
