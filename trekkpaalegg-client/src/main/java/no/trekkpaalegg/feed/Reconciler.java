package no.trekkpaalegg.feed;

import java.util.ArrayList;
import java.util.List;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.model.Employer;

/**
 * Compares the inbox of an employer with all current orders and stores what it lacks: the net under the feed. The answer is
 * streamed; memory holds one batch of it.
 */
final class Reconciler {
    private static final int BATCH = 500;

    private final TrekkpaaleggClient client;
    private final InboxWriter inbox;

    Reconciler(TrekkpaaleggClient client, InboxWriter inbox) {
        this.client = client;
        this.inbox = inbox;
    }

    ReadSummary reconcile(Employer employer) {
        Batches batches = new Batches(employer);
        client.readAll(employer, batches::add);
        batches.store();
        return batches.summary;
    }

    private final class Batches {
        private final Employer employer;
        private final List<ReceivedOrder> batch = new ArrayList<>(BATCH);
        private ReadSummary summary = ReadSummary.NOTHING;

        private Batches(Employer employer) {
            this.employer = employer;
        }

        private void add(ReceivedOrder order) {
            batch.add(order);
            if (batch.size() == BATCH) {
                store();
            }
        }

        private void store() {
            summary = summary.plus(inbox.storeMissing(employer, batch));
            batch.clear();
        }
    }
}
