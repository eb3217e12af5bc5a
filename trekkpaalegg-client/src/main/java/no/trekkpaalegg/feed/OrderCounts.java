package no.trekkpaalegg.feed;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Counts what becomes of order versions. Told after the transaction is committed, on the thread of the pass; implementations are quick
 * and safe for use by many threads. What they throw is logged and has no other effect.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public interface OrderCounts {
    /** Counts nothing. */
    OrderCounts NONE = new OrderCounts() {
        @Override
        public void read(String employer, ReadSummary summary) {}

        @Override
        public void delivery(String employer, DeliveryOutcome outcome) {}
    };

    /** A page of the feed, or a part of all current orders, is stored. */
    void read(String employer, ReadSummary summary);

    /** An attempt to deliver one version has ended. */
    void delivery(String employer, DeliveryOutcome outcome);
}
