package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Cuts times off at the microsecond, as databases do, so that hosts see the same whatever the store. */
final class MicrosecondTimes {
    private MicrosecondTimes() {}

    static FeedState of(FeedState state) {
        return new FeedState(
                state.employer(),
                state.cursor(),
                state.paused(),
                state.failures(),
                cutOff(state.nextPollAt()),
                cutOff(state.nextReconcileAt()),
                cutOff(state.lastPassAt()),
                cutOff(state.lastSuccessAt()),
                state.lastOutcome(),
                state.lastProblem(),
                state.lastKorrelasjonsid());
    }

    static InboxEntry of(InboxEntry entry) {
        return new InboxEntry(
                entry.key(),
                entry.sekvensnummer(),
                entry.state(),
                entry.json(),
                entry.receivedAt().truncatedTo(ChronoUnit.MICROS),
                entry.recovered(),
                entry.attempts(),
                cutOff(entry.nextAttemptAt()),
                entry.cause(),
                cutOff(entry.settledAt()));
    }

    private static @Nullable Instant cutOff(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
