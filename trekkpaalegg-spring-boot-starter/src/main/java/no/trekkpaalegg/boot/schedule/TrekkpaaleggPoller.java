package no.trekkpaalegg.boot.schedule;

import no.trekkpaalegg.feed.PassResult;

/**
 * Lets the host act on polling itself, beside the schedule: before a payroll run, for example. Calls block until the work is
 * done. Safe for use by many threads; not to be called by a listener while it is being delivered to.
 */
public interface TrekkpaaleggPoller {

    /**
     * Reads what is new for an employer and delivers what is due, now.
     *
     * @param orgNumber organisation number of a configured employer
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalArgumentException if no such employer is configured
     */
    PassResult poll(String orgNumber);

    /**
     * Compares what was received for an employer with all its current orders, and delivers what was missing, now.
     *
     * @param orgNumber organisation number of a configured employer
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalArgumentException if no such employer is configured
     */
    PassResult reconcile(String orgNumber);
}
