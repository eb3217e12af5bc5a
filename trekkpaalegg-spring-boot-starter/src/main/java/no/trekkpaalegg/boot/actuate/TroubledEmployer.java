package no.trekkpaalegg.boot.actuate;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import no.trekkpaalegg.feed.FeedState;
import no.trekkpaalegg.feed.FeedStore;
import no.trekkpaalegg.feed.InboxState;
import org.jspecify.annotations.Nullable;

/** An employer whose last pass failed, or that has orders which wait for an operator. */
record TroubledEmployer(
        String employer,
        @Nullable String lastOutcome,
        @Nullable Instant lastSuccess,
        @Nullable String problem,
        @Nullable String korrelasjonsid,
        long parked,
        long rejected) {

    static boolean isFailing(FeedState state) {
        return state.failures() > 0;
    }

    /** Empty if all is well with the employer. */
    static Optional<TroubledEmployer> of(FeedState state, FeedStore store) {
        Map<InboxState, Long> counts = store.countByState(state.employer());
        long parked = counts.getOrDefault(InboxState.PARKED, 0L);
        long rejected = counts.getOrDefault(InboxState.REJECTED, 0L);
        return isFailing(state) || parked > 0 || rejected > 0
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
