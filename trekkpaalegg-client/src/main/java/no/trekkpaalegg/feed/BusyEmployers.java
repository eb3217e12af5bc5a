package no.trekkpaalegg.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The employers that were busy at the last try of this node. They are tried again after growing waits, so that the workers are free
 * for other employers, and reported when it lasts. They are kept in the memory of this node, because the row to write to is locked.
 * Safe for use by many threads.
 */
final class BusyEmployers {
    private static final Logger log = LoggerFactory.getLogger(BusyEmployers.class);
    private static final int REPORTED_FROM = 3;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Map<String, Integer> looks = new ConcurrentHashMap<>();
    private final Backoff backoff;

    BusyEmployers(Duration firstWait) {
        this.backoff = new Backoff(firstWait, firstWait.compareTo(LONGEST_WAIT) < 0 ? LONGEST_WAIT : firstWait);
    }

    /** Records that the employer is busy, and returns when to try again. */
    Instant busy(String orgNumber, EmployerBusyException cause, Instant now) {
        int times = looks.merge(orgNumber, 1, Integer::sum);
        Duration wait = backoff.after(times);
        if (times >= REPORTED_FROM) {
            log.warn(
                    "{}, {} times in a row. Its orders wait. The next attempt is in {} s. See {}",
                    cause.getMessage(),
                    times,
                    wait.toSeconds(),
                    Runbook.EMPLOYER_BUSY);
        } else {
            log.info("{}. The next attempt is in {} s.", cause.getMessage(), wait.toSeconds());
        }
        return now.plus(wait);
    }

    /** Records that the employer was not busy. */
    void free(String orgNumber) {
        Integer times = looks.remove(orgNumber);
        if (times != null && times >= REPORTED_FROM) {
            log.info("Employer {} is no longer busy.", orgNumber);
        }
    }
}
