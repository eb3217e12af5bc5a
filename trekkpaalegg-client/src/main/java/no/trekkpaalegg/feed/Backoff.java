package no.trekkpaalegg.feed;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Waiting times that double up to a limit. Each is shortened at random by up to a fifth, so that what failed together is not tried
 * again at the same time.
 *
 * @param initial the first waiting time, longer than zero
 * @param max the longest waiting time, not shorter than the first
 * @hidden
 */
@API(status = Status.INTERNAL)
public record Backoff(Duration initial, Duration max) {
    private static final int JITTER_DIVISOR = 5;

    /** @throws IllegalArgumentException if a time is out of range */
    public Backoff {
        if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException(
                    "the backoff must start above zero and not end below its start, not " + initial + " to " + max);
        }
    }

    /** The same with a shorter longest time, but not shorter than the first. */
    public Backoff upTo(Duration longest) {
        Duration shorter = max.compareTo(longest) < 0 ? max : longest;
        return new Backoff(initial, initial.compareTo(shorter) < 0 ? shorter : initial);
    }

    /**
     * How long to wait after a failure.
     *
     * @param failures how many failures in a row, 1 or more
     */
    public Duration after(int failures) {
        Duration wait = initial;
        for (int doublings = 1; doublings < failures && wait.compareTo(max) < 0; doublings++) {
            wait = wait.multipliedBy(2);
        }
        Duration bounded = wait.compareTo(max) < 0 ? wait : max;
        long jitter = ThreadLocalRandom.current().nextLong(bounded.toMillis() / JITTER_DIVISOR + 1);
        return bounded.minusMillis(jitter);
    }
}
