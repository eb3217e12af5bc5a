package no.trekkpaalegg.feed;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.client.ChangeWalk;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.MoreToRead;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the feed of an employer into the inbox:
 *
 * <ol>
 *   <li>Start where the cursor stood one re-read window before the last complete pass, because an order can become visible after one
 *       with a higher sequence number: see {@link no.trekkpaalegg.inbox.FeedPosition}.
 *   <li>Request a page. Store the new versions and move the cursor, in one transaction.
 *   <li>Continue as {@link ChangeWalk} says, to the end of the feed or until the budget of the run is spent. A full page without
 *       progress ends the pass as unreadable.
 * </ol>
 *
 * <p>A pass with nothing new is one request, as long as nothing arrived within the re-read window; otherwise it is one more.
 */
final class FeedReader {
    private static final Logger log = LoggerFactory.getLogger(FeedReader.class);

    private final OrderReader orders;
    private final InboxWriter inbox;
    private final @Nullable MissingVersions missingVersions;
    private final ReadOptions options;
    private final Set<String> warnedOfShortPages = ConcurrentHashMap.newKeySet();

    FeedReader(OrderReader orders, InboxWriter inbox, @Nullable MissingVersions missingVersions, ReadOptions options) {
        this.orders = orders;
        this.inbox = inbox;
        this.missingVersions = missingVersions;
        this.options = options;
    }

    /** Begins a pass; nothing is read yet. */
    Pass begin(Employer employer, FeedState state) {
        return new Pass(employer, state);
    }

    /** One pass over the pages of an employer. For use by one thread. */
    final class Pass {
        private final Employer employer;
        private final long start;
        private final ChangeWalk walk;
        private long cursor;
        private long storedUpTo;
        private int pages;
        private ReadSummary read = ReadSummary.NOTHING;
        private final AtomicInteger versionCalls = new AtomicInteger(MissingVersions.MAX_PER_PASS);

        private Pass(Employer employer, FeedState state) {
            this.employer = employer;
            this.cursor = state.cursor();
            this.start = state.position().startOfPass(options.rereadWindow());
            this.walk = new ChangeWalk(orders, employer, start, options.pageSize());
            this.storedUpTo = start;
        }

        boolean hasNext() {
            return walk.hasNext();
        }

        /**
         * Reads the next page and stores what is new.
         *
         * @return whether anything of it is to be delivered
         * @throws no.trekkpaalegg.model.TrekkpaaleggException if a call failed; nothing of the page is stored
         */
        boolean readNext() {
            List<ReceivedOrder> page = walk.next();
            pages++;
            if (page.isEmpty()) {
                return false;
            }
            List<ReceivedOrder> whole =
                    missingVersions == null ? page : missingVersions.fillIn(employer, page, versionCalls);
            ReadSummary stored = inbox.storePage(employer, whole, cursor);
            read = read.plus(stored);
            cursor = InboxWriter.reached(cursor, whole);
            storedUpTo = walk.after();
            return stored.stored() > 0;
        }

        /** The end of the feed was reached. */
        CaughtUp caughtUp() {
            if (walk.shortPagesWithMore() > 1 && warnedOfShortPages.add(employer.orgNumber())) {
                log.warn(
                        "The Trekkpålegg API gives fewer orders at a time for employer {} than the {} asked for, although there"
                                + " are more. Nothing is lost. Set trekkpaalegg.poller.page-size to what it gives, so that fewer"
                                + " requests are needed.",
                        employer.orgNumber(),
                        options.pageSize());
            }
            return new CaughtUp(pages, read, DeliverySummary.NOTHING);
        }

        /** The pass ends here; the next one goes on after the page stored last. */
        MoreToRead interrupt() {
            if (storedUpTo > start) {
                inbox.interrupt(employer, storedUpTo, cursor);
            }
            return new MoreToRead(pages, read, DeliverySummary.NOTHING);
        }
    }
}
