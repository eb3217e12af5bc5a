package no.trekkpaalegg.feed;

import java.time.Duration;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How much is done for an employer before it is the next one's turn. What is left comes next in turn.
 *
 * @param maxPages how many pages are read, 1 or more
 * @param maxOrders how many order versions are delivered, 1 or more
 * @param maxTime for how long pages are read and versions delivered, longer than zero; a page or a version is always finished
 * @hidden
 */
@API(status = Status.INTERNAL)
public record RunOptions(int maxPages, int maxOrders, Duration maxTime) {

    /** @throws IllegalArgumentException if a number is out of range */
    public RunOptions {
        if (maxPages < 1 || maxOrders < 1) {
            throw new IllegalArgumentException(
                    "a run reads and delivers at least 1, not " + maxPages + " pages and " + maxOrders + " orders");
        }
        if (maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("a run takes longer than zero");
        }
    }

    /** 20 pages, 1000 order versions, 10 seconds. */
    public static RunOptions defaults() {
        return new RunOptions(20, 1000, Duration.ofSeconds(10));
    }
}
