package no.trekkpaalegg.feed;

import java.util.List;
import java.util.function.BooleanSupplier;
import no.trekkpaalegg.client.ChangeWalk;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of an employer into the inbox:
 *
 * <ol>
 *   <li>Start a little before the cursor, because an order can become visible after one with a higher sequence number.
 *   <li>Ask for a page, store what is new and move the cursor, in one transaction.
 *   <li>Go on as {@link ChangeWalk} leads. A full page that leads no further ends the pass as unreadable.
 * </ol>
 */
final class FeedReader {
    private final OrderReader orders;
    private final FeedStore store;
    private final InboxWriter inbox;
    private final @Nullable MissingVersions missingVersions;
    private final ReadOptions options;

    FeedReader(
            OrderReader orders,
            FeedStore store,
            InboxWriter inbox,
            @Nullable MissingVersions missingVersions,
            ReadOptions options) {
        this.orders = orders;
        this.store = store;
        this.inbox = inbox;
        this.missingVersions = missingVersions;
        this.options = options;
    }

    /**
     * What was read.
     *
     * @param pages how many pages
     * @param summary what they had
     * @param complete whether the end of the feed was reached; false if the pass was stopped
     */
    record Outcome(int pages, ReadSummary summary, boolean complete) {}

    Outcome read(Employer employer, BooleanSupplier stopping) {
        long cursor = store.state(employer.orgNumber()).cursor();
        long start = Math.max(0, cursor - options.rereadWindow());
        ChangeWalk walk = new ChangeWalk(orders, employer, start, options.pageSize());
        ReadSummary summary = ReadSummary.NOTHING;
        int pages = 0;
        while (walk.hasNext()) {
            if (stopping.getAsBoolean()) {
                return new Outcome(0, summary, false);
            }
            List<ReceivedOrder> page = walk.next();
            pages++;
            List<ReceivedOrder> whole = missingVersions == null ? page : missingVersions.fillIn(employer, page);
            summary = summary.plus(inbox.storePage(employer, whole, cursor));
            cursor = Math.max(cursor, InboxWriter.highestOf(whole));
        }
        return new Outcome(pages, summary, true);
    }
}
