package no.trekkpaalegg.feed;

import java.time.Duration;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How order versions are delivered.
 *
 * @param maxAttempts how many times delivery is tried before the version is parked, 1 or more
 * @param backoff how long to wait after a failed attempt
 * @param retention how long the element is kept after delivery; zero removes it at once
 * @hidden
 */
@API(status = Status.INTERNAL)
public record DeliveryOptions(int maxAttempts, Backoff backoff, Duration retention) {

    /** @throws IllegalArgumentException if a number is out of range */
    public DeliveryOptions {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("the number of attempts must be 1 or more, not " + maxAttempts);
        }
        if (retention.isNegative()) {
            throw new IllegalArgumentException("the retention must not be negative");
        }
    }

    /** Ten attempts, with waits of one minute up to six hours. Elements are removed at delivery. */
    public static DeliveryOptions defaults() {
        return new DeliveryOptions(10, new Backoff(Duration.ofMinutes(1), Duration.ofHours(6)), Duration.ZERO);
    }
}
