package no.trekkpaalegg.boot.actuate;

import java.time.Instant;
import java.util.Map;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxState;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed of an employer has been read.
 *
 * @param employer organisation number of the employer
 * @param cursor largest sequence number stored
 * @param paused whether an operator has paused the employer
 * @param lastPass when the last pass ended, or {@code null} if there was none
 * @param lastOutcome how the last pass ended, or {@code null} if there was none
 * @param lastSuccess when the last successful pass ended, or {@code null} if there was none
 * @param failures how many passes in a row have failed in the same way
 * @param nextPoll when the next pass is due, or {@code null} if it is due now
 * @param nextReconciliation when the next reconciliation is due, or {@code null} if it is not planned
 * @param problem why the last pass failed, or what is unusual about the orders it read; {@code null} without a problem
 * @param korrelasjonsid correlation id of the failed call, or {@code null}
 * @param counts how many order versions are in each state; a state without entries can be left out
 */
record EmployerSummary(
        String employer,
        long cursor,
        boolean paused,
        @Nullable Instant lastPass,
        @Nullable String lastOutcome,
        @Nullable Instant lastSuccess,
        int failures,
        @Nullable Instant nextPoll,
        @Nullable Instant nextReconciliation,
        @Nullable String problem,
        @Nullable String korrelasjonsid,
        Map<InboxState, Long> counts) {

    static EmployerSummary of(String employer, FeedStore store) {
        FeedState state = store.state(employer);
        return new EmployerSummary(
                employer,
                state.cursor(),
                state.paused(),
                state.lastPassAt(),
                state.lastOutcome(),
                state.lastSuccessAt(),
                state.failures(),
                state.nextPollAt(),
                state.reconciliation().nextAt(),
                state.lastProblem(),
                state.lastKorrelasjonsid(),
                store.countByState(employer));
    }
}
