package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import no.trekkpaalegg.inbox.FeedPosition.Mark;
import no.trekkpaalegg.inbox.FeedState.DeliveryHold;
import no.trekkpaalegg.inbox.FeedState.Reconciliation;
import org.jspecify.annotations.Nullable;

/** Cuts times off at the microsecond, as databases do, so that all stores return the same times. */
final class MicrosecondTimes {
    private MicrosecondTimes() {}

    static FeedState of(FeedState state) {
        return new FeedState(
                state.employer(),
                of(state.position()),
                state.paused(),
                state.failures(),
                cutOff(state.nextPollAt()),
                cutOff(state.lastPassAt()),
                cutOff(state.lastSuccessAt()),
                state.lastOutcome(),
                state.lastProblem(),
                state.lastKorrelasjonsid(),
                of(state.reconciliation()),
                new DeliveryHold(state.hold().runs(), cutOff(state.hold().until())),
                state.deliveredUnder());
    }

    private static FeedPosition of(FeedPosition position) {
        List<Mark> marks = position.marks().stream()
                .map(mark -> new Mark(mark.at().truncatedTo(ChronoUnit.MICROS), mark.cursor()))
                .toList();
        return new FeedPosition(position.cursor(), marks, position.resumeAfter());
    }

    private static Reconciliation of(Reconciliation state) {
        return new Reconciliation(
                cutOff(state.nextAt()), cutOff(state.lastSuccessAt()), cutOff(state.lastFailureAt()), state.problem());
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
