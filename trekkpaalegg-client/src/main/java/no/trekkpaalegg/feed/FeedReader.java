package no.trekkpaalegg.feed;

import java.util.List;
import java.util.function.BooleanSupplier;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.client.TrekkpaaleggApiException;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of an employer into the inbox:
 *
 * <ol>
 *   <li>Start a little before the cursor, because an order can become visible after one with a higher sequence number.
 *   <li>Ask for a page, store what is new and move the cursor, in one transaction.
 *   <li>A full page may not be the last: go on after its highest sequence number. One that brings no progress would be asked for
 *       for ever, and ends the pass as unreadable.
 * </ol>
 */
final class FeedReader {
    private final TrekkpaaleggClient client;
    private final FeedStore store;
    private final InboxWriter inbox;
    private final @Nullable MissingVersions missingVersions;
    private final ReadOptions options;

    FeedReader(
            TrekkpaaleggClient client,
            FeedStore store,
            InboxWriter inbox,
            @Nullable MissingVersions missingVersions,
            ReadOptions options) {
        this.client = client;
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
        long after = Math.max(0, cursor - options.rereadWindow());
        ReadSummary summary = ReadSummary.NOTHING;
        for (int pages = 1; !stopping.getAsBoolean(); pages++) {
            List<ReceivedOrder> page = client.readChanges(employer, after, options.pageSize());
            List<ReceivedOrder> whole = missingVersions == null ? page : missingVersions.fillIn(employer, page);
            summary = summary.plus(inbox.storePage(employer, whole, cursor));
            cursor = Math.max(cursor, InboxWriter.highestOf(whole));
            if (page.size() < options.pageSize()) {
                return new Outcome(pages, summary, true);
            }
            after = progress(employer, page, after);
        }
        return new Outcome(0, summary, false);
    }

    /** A malformed element may say anything, so it counts only where no well-formed one leads on. */
    private static long progress(Employer employer, List<ReceivedOrder> page, long after) {
        long highest = highestOf(page, Valid.class);
        if (highest <= after) {
            highest = highestOf(page, Malformed.class);
        }
        if (highest <= after) {
            throw new TrekkpaaleggApiException(
                    FailureKind.UNREADABLE,
                    "The Trekkpålegg API answered a full page for employer " + employer.orgNumber()
                            + " with no sequence number above " + after
                            + ", so that the feed cannot go on. What the page held is stored; it is tried again later.",
                    FailureDetails.NONE,
                    null);
        }
        return highest;
    }

    private static long highestOf(List<ReceivedOrder> page, Class<? extends ReceivedOrder> kind) {
        return page.stream()
                .filter(kind::isInstance)
                .mapToLong(FeedReader::sekvensnummer)
                .max()
                .orElse(-1);
    }

    private static long sekvensnummer(ReceivedOrder order) {
        if (order instanceof Valid valid) {
            return valid.trekkpaalegg().sekvensnummer();
        }
        Long sekvensnummer = ((Malformed) order).sekvensnummer();
        return sekvensnummer == null ? -1 : sekvensnummer;
    }
}
