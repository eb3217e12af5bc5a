package no.trekkpaalegg.boot;

import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.inbox.InboxKey;

/**
 * Lets the host act on polling itself, beside the schedule: before a payroll run, for example. Calls block until the work is
 * done. Safe for use by many threads.
 *
 * <p>Not to be called inside a transaction, nor by a listener while it is being delivered to: every method then throws
 * {@link IllegalStateException} at once. A pass delivers in transactions of its own, and if a listener needed a row that the caller's
 * transaction holds, each would wait for the other for ever.
 *
 * <p>The schedule sees to it that one node at a time polls an employer; a call of these methods may come on top of that. Within one
 * process passes of an employer wait for each other. Two nodes may then ask the API for the same orders, but each version is stored
 * and delivered once, for every page and every delivery holds the store's lock on the employer.
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

    /**
     * Pauses an employer on all nodes, until {@link #resume}; with a database also across restarts. Nothing new is read, and
     * nothing is delivered but the version that is being delivered just now.
     *
     * @param orgNumber organisation number of a configured employer
     * @throws IllegalArgumentException if no such employer is configured
     */
    void pause(String orgNumber);

    /**
     * Ends the pause of an employer, which is then polled as soon as possible. Does not wait for that.
     *
     * @param orgNumber organisation number of a configured employer
     * @throws IllegalArgumentException if no such employer is configured
     */
    void resume(String orgNumber);

    /**
     * Makes a failed, parked or rejected order version due at once, with all attempts ahead of it. Does not wait for the delivery. A
     * rejected one is delivered only if it can be understood by now and does not name another configured employer.
     *
     * @param key of an entry of a configured employer
     * @return whether something was done; false if there is no such version, if it is in another state, or if it still cannot be
     *     understood
     * @throws IllegalArgumentException if no such employer is configured
     */
    boolean retry(InboxKey key);

    /**
     * Decides that an order version which waits for delivery, or was rejected, is never to be delivered. Newer versions of the order
     * are.
     *
     * @param key of an entry of a configured employer
     * @param reason why, for those who look at it later; kept with person numbers masked
     * @return whether something was done; false if there is no such version, or if it is in another state
     * @throws IllegalArgumentException if no such employer is configured, or the reason is blank
     */
    boolean discard(InboxKey key, String reason);

    /**
     * Moves the cursor of an employer back, never forward, and has the feed read again from there as soon as possible. Does not wait for
     * that. What was delivered does not come again, unless {@code redeliver} says so.
     *
     * @param orgNumber organisation number of a configured employer
     * @param sekvensnummer the new cursor, 0 or more; one ahead of the cursor does nothing
     * @param redeliver whether versions after it that were delivered are delivered again when they are read again
     * @return what was done
     * @throws IllegalArgumentException if no such employer is configured, or the sequence number is negative
     */
    Rewound rewind(String orgNumber, long sekvensnummer, boolean redeliver);

    /**
     * What {@link #rewind} did.
     *
     * @param moved whether the cursor is now further back than it was
     * @param forgotten how many delivered versions are delivered again when they are read again, 0 or more
     */
    record Rewound(boolean moved, int forgotten) {

        /** Whether anything was done. */
        public boolean done() {
            return moved || forgotten > 0;
        }
    }
}
