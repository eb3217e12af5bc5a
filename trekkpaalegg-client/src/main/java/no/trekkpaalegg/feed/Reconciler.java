package no.trekkpaalegg.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import no.trekkpaalegg.feed.PassResult.Stopped;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.model.Employer;

/**
 * Compares the inbox of an employer with all current orders and stores the missing ones. It finds what polling missed. The answer
 * is streamed, with one batch in memory.
 */
final class Reconciler {
    private static final int BATCH = 500;
    /** Longer than this many ordinary orders. Larger elements are stored in smaller batches. */
    private static final int BATCH_CHARS = 1_000_000;

    private final OrderReader orders;
    private final InboxWriter inbox;

    Reconciler(OrderReader orders, InboxWriter inbox) {
        this.orders = orders;
        this.inbox = inbox;
    }

    /**
     * Reads all current orders, or until the feed stops. What was stored until then stays.
     *
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed
     */
    PassResult reconcile(Employer employer, FeedState state, BooleanSupplier stopping) {
        if (stopping.getAsBoolean()) {
            return new Stopped(DeliverySummary.NOTHING);
        }
        Batches batches = new Batches(employer);
        try {
            orders.readAll(employer, order -> {
                if (stopping.getAsBoolean()) {
                    throw new HostStops();
                }
                batches.add(order);
            });
        } catch (HostStops e) {
            return new Stopped(DeliverySummary.NOTHING);
        }
        batches.store();
        if (batches.highest < state.cursor()) {
            inbox.bringBack(employer, state.cursor(), batches.highest);
        }
        return new Reconciled(batches.summary, DeliverySummary.NOTHING);
    }

    /** Ends an answer that can last for minutes. */
    private static final class HostStops extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private HostStops() {
            super("the host stops", null, false, false);
        }
    }

    private final class Batches {
        private final Employer employer;
        private final List<ReceivedOrder> batch = new ArrayList<>(BATCH);
        private long chars;
        private long highest;
        private ReadSummary summary = ReadSummary.NOTHING;

        private Batches(Employer employer) {
            this.employer = employer;
        }

        private void add(ReceivedOrder order) {
            batch.add(order);
            highest = order.trekkpaalegg()
                    .map(valid -> Math.max(highest, valid.sekvensnummer()))
                    .orElse(highest);
            chars += order.json().length();
            if (batch.size() == BATCH || chars >= BATCH_CHARS) {
                store();
            }
        }

        private void store() {
            summary = summary.plus(inbox.storeMissing(employer, batch));
            batch.clear();
            chars = 0;
        }
    }
}
