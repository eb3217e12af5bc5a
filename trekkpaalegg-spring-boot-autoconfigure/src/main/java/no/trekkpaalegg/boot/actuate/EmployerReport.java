package no.trekkpaalegg.boot.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxState;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One employer and its stuck order versions.
 *
 * @param summary how far the feed has been read
 * @param entries order versions that are rejected or wait for delivery, first those that need an operator; at most 100
 */
record EmployerReport(EmployerSummary summary, List<StuckEntry> entries) implements OperationResponseBody {
    private static final int MOST_ENTRIES = 100;
    private static final List<InboxState> STUCK =
            List.of(InboxState.PARKED, InboxState.REJECTED, InboxState.FAILED, InboxState.PENDING);

    static EmployerReport of(String employer, FeedStore store) {
        List<StuckEntry> entries = new ArrayList<>();
        for (InboxState state : STUCK) {
            int room = MOST_ENTRIES - entries.size();
            if (room > 0) {
                store.findByState(employer, state, Optional.empty(), room)
                        .forEach(entry -> entries.add(StuckEntry.of(entry)));
            }
        }
        return new EmployerReport(EmployerSummary.of(employer, store), entries);
    }
}
