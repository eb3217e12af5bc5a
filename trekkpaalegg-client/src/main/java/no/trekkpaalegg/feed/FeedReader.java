package no.trekkpaalegg.feed;

import java.util.List;
import java.util.function.BooleanSupplier;
import no.trekkpaalegg.client.ChangeWalk;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Stopped;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of an employer into the inbox:
 *
 * <ol>
 *   <li>Start before the cursor, because an order can become visible after one with a higher sequence number.
 *   <li>Request a page. Store the new versions and move the cursor, in one transaction.
 *   <li>Continue as {@link ChangeWalk} says. A full page without progress ends the pass as unreadable.
 * </ol>
 */
final class FeedReader {
    private final OrderReader orders;
    private final InboxWriter inbox;
    private final @Nullable MissingVersions missingVersions;
    private final ReadOptions options;

    FeedReader(OrderReader orders, InboxWriter inbox, @Nullable MissingVersions missingVersions, ReadOptions options) {
        this.orders = orders;
        this.inbox = inbox;
        this.missingVersions = missingVersions;
        this.options = options;
    }

    /**
     * Reads to the end of the feed, or until the feed stops.
     *
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if a call failed; what was stored before stays
     */
    PassResult read(Employer employer, FeedState state, BooleanSupplier stopping) {
        long cursor = state.cursor();
        long start = Math.max(0, cursor - options.rereadWindow());
        ChangeWalk walk = new ChangeWalk(orders, employer, start, options.pageSize());
        ReadSummary summary = ReadSummary.NOTHING;
        int pages = 0;
        while (walk.hasNext()) {
            if (stopping.getAsBoolean()) {
                return new Stopped(DeliverySummary.NOTHING);
            }
            List<ReceivedOrder> page = walk.next();
            pages++;
            List<ReceivedOrder> whole = missingVersions == null ? page : missingVersions.fillIn(employer, page);
            summary = summary.plus(inbox.storePage(employer, whole, cursor));
            cursor = Math.max(cursor, InboxWriter.highestOf(whole));
        }
        return new CaughtUp(pages, summary, DeliverySummary.NOTHING);
    }
}
