package no.trekkpaalegg.feed;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Counts order versions by what happens to them. It is called after the transaction has committed, on the thread of the pass.
 * Implementations are quick and safe for use by many threads. Their exceptions are logged and have no other effect.
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

    /** Called after a page of the feed or a part of all current orders was stored. */
    void read(String employer, ReadSummary summary);

    /** Called after an attempt to deliver one version. */
    void delivery(String employer, DeliveryOutcome outcome);
}
