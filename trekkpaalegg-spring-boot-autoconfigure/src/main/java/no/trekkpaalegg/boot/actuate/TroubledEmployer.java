package no.trekkpaalegg.boot.actuate;

import java.time.Instant;
import java.util.Optional;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InboxState;
import org.jspecify.annotations.Nullable;

/** An employer whose last pass failed or read unusual orders, or that has orders that wait for an operator. */
record TroubledEmployer(
        String employer,
        @Nullable String lastOutcome,
        @Nullable Instant lastSuccess,
        @Nullable String problem,
        @Nullable String korrelasjonsid,
        long parked,
        long rejected) {

    /** Empty for an employer without trouble. */
    static Optional<TroubledEmployer> of(FeedState state, Backlog backlog) {
        long parked = backlog.count(InboxState.PARKED);
        long rejected = backlog.count(InboxState.REJECTED);
        return state.lastProblem() != null || parked > 0 || rejected > 0
                ? Optional.of(new TroubledEmployer(
                        state.employer(),
                        state.lastOutcome(),
                        state.lastSuccessAt(),
                        state.lastProblem(),
                        state.lastKorrelasjonsid(),
                        parked,
                        rejected))
                : Optional.empty();
    }
}
