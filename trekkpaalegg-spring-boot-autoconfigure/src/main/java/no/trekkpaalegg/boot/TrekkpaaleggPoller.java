package no.trekkpaalegg.boot;

import java.util.List;
import java.util.Optional;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;

/**
 * Lets the application control polling beside the schedule, for example before a payroll run. Calls block until the work is done.
 * Safe for use by many threads.
 *
 * <p>Inside a transaction, or in a listener during a delivery, every method throws {@link IllegalStateException} at once. A pass
 * delivers in its own transactions. If a listener needed a row that the caller's transaction holds, each would wait for the other
 * forever.
 *
 * <p>A method that changes an employer waits for its lock for a limited time. When that is over it throws
 * {@link EmployerBusyException}, and nothing is done. A pass ends as a result instead.
 *
 * <p>With the schedule one node at a time polls an employer. A call of these methods can run beside it. Within one process passes
 * of an employer wait for each other. Two nodes can then read the same orders from the API. Each version is still stored and
 * delivered once, because every page and every delivery holds the store's lock on the employer.
 */
public interface TrekkpaaleggPoller {

    /**
     * Reads the new orders of an employer and delivers the due ones, now.
     *
     * @param orgNumber organisation number of a configured employer
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalArgumentException if no such employer is configured
     */
    PassResult poll(String orgNumber);

    /**
     * Compares the inbox of an employer with all its current orders, and delivers the missing ones, now.
     *
     * @param orgNumber organisation number of a configured employer
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalArgumentException if no such employer is configured
     */
    PassResult reconcile(String orgNumber);

    /**
     * Pauses an employer on all nodes until {@link #resume}, with a database also across restarts. No order is read, and only a
     * delivery that is already running is finished.
     *
     * @param orgNumber organisation number of a configured employer
     * @throws IllegalArgumentException if no such employer is configured
     */
    void pause(String orgNumber);

    /**
     * Ends the pause of an employer, which is then polled as soon as possible. The call does not wait for that.
     *
     * @param orgNumber organisation number of a configured employer
     * @throws IllegalArgumentException if no such employer is configured
     */
    void resume(String orgNumber);

    /**
     * Makes a failed, parked or rejected order version due at once, with all attempts again. The call does not wait for the
     * delivery. A rejected version is delivered only if the library now understands it and it does not name another configured
     * employer.
     *
     * @param key of an entry of a configured employer
     * @return whether it was done; false if there is no such version, if it is in another state, or if the library still does not
     *     understand it
     * @throws IllegalArgumentException if no such employer is configured
     */
    boolean retry(InboxKey key);

    /**
     * Gives up an order version that waits for delivery or was rejected. Newer versions of the order are delivered as usual.
     *
     * @param key of an entry of a configured employer
     * @param reason the reason, stored with person numbers masked
     * @return whether it was done; false if there is no such version, or if it is in another state
     * @throws IllegalArgumentException if no such employer is configured, or the reason is blank
     */
    boolean discard(InboxKey key, String reason);

    /**
     * Moves the cursor of an employer back, so that the next pass reads from there, as soon as possible. The call does not wait for
     * the pass, and does not move the cursor forward. Delivered versions are delivered again only with {@code redeliver}.
     *
     * @param orgNumber organisation number of a configured employer
     * @param sekvensnummer the new cursor, 0 or more; a number above the cursor does nothing
     * @param redeliver whether versions after it that were delivered are delivered again when they are read again
     * @return what was done
     * @throws IllegalArgumentException if no such employer is configured, or the sequence number is negative
     */
    Rewound rewind(String orgNumber, long sekvensnummer, boolean redeliver);

    /**
     * Finds order versions that are not delivered: by employer, then state (parked, rejected, failed, pending), then place in the feed.
     *
     * @param after the entry to go on after, whatever has become of it since, or an empty {@code Optional} to start with the first
     * @param limit how many at most, 1 or more
     * @return the entries without their JSON; fewer than the limit if there are no more
     * @throws IllegalArgumentException if the employer of the selection is not configured
     */
    List<InboxEntry> findStuck(StuckOrders selection, Optional<InboxEntry> after, int limit);

    /**
     * Does what {@link #retry(InboxKey)} does for each order version of a selection, some at a time. An employer that is busy is left.
     *
     * @throws IllegalArgumentException if the employer of the selection is not configured
     */
    Handled retry(StuckOrders selection);

    /**
     * Does what {@link #discard(InboxKey, String)} does for each order version of a selection, some at a time. An employer that is busy is
     * left.
     *
     * @param reason why, for those who look at it later; kept with person numbers masked
     * @throws IllegalArgumentException if the employer of the selection is not configured, or the reason is blank
     */
    Handled discard(StuckOrders selection, String reason);

    /**
     * What became of a selection.
     *
     * @param done for how many order versions something was done
     * @param left for how many nothing was done: they cannot be understood, they have changed since, or their employer is busy
     */
    record Handled(long done, long left) {}

    /**
     * The result of {@link #rewind}.
     *
     * @param moved whether the cursor was moved back
     * @param forgotten how many delivered versions will be delivered again when they are read again, 0 or more
     */
    record Rewound(boolean moved, int forgotten) {

        /** Whether anything was done. */
        public boolean done() {
            return moved || forgotten > 0;
        }
    }
}
