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
 * The employers that were busy when this node last looked. They are looked at again after growing waits, so that they do not keep the
 * workers from the others, and reported when it lasts. This node's memory has to do: what would be written down is locked. Safe for
 * use by many threads.
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

    /** Notes that the employer is busy, and says when to look again. */
    Instant busy(String orgNumber, EmployerBusyException cause, Instant now) {
        int times = looks.merge(orgNumber, 1, Integer::sum);
        Duration wait = backoff.after(times);
        if (times >= REPORTED_FROM) {
            log.warn(
                    "{}, and {} times in a row. Its orders wait; it is looked at again in {} s. See {}",
                    cause.getMessage(),
                    times,
                    wait.toSeconds(),
                    Runbook.EMPLOYER_BUSY);
        } else {
            log.info("{}. It is looked at again in {} s.", cause.getMessage(), wait.toSeconds());
        }
        return now.plus(wait);
    }

    /** Notes that the employer could be looked after. */
    void free(String orgNumber) {
        Integer times = looks.remove(orgNumber);
        if (times != null && times >= REPORTED_FROM) {
            log.info("Employer {} is not busy any more.", orgNumber);
        }
    }
}
