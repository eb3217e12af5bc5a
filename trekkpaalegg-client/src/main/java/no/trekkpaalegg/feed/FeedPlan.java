package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult.CallFailed;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Succeeded;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedState.Reconciliation;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;

/** Writes down how a pass ended and when the next one is due, where all nodes see it, and tells when to wake up for it. */
final class FeedPlan {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration RETRY_RECONCILIATION = Duration.ofHours(1);

    private final FeedStore store;
    private final PollOptions options;
    private final NextPoll nextPoll;
    private final Clock clock;

    FeedPlan(FeedStore store, PollOptions options, Clock clock) {
        this.store = store;
        this.options = options;
        this.nextPoll = new NextPoll(options);
        this.clock = clock;
    }

    boolean isPollDue(String employer) {
        return isDue(store.state(employer).nextPollAt());
    }

    boolean isReconciliationDue(String employer) {
        Instant next = store.state(employer).reconciliation().nextAt();
        return reconciles() && next != null && isDue(next);
    }

    void polled(Employer employer, PassResult result) {
        Instant now = clock.instant();
        update(employer.orgNumber(), state -> {
            if (result instanceof Succeeded succeeded) {
                String oddity = oddity(employer, succeeded.read(), state);
                return withReconciliation(
                        state.succeeded(now, outcome(result), oddity, nextPoll.afterSuccess(now)), now);
            }
            return result instanceof Failed failed ? withReconciliation(failed(state, failed, now), now) : state;
        });
    }

    /** A pass that brought no order says nothing new of the token, so what was odd before is so still. */
    private static @Nullable String oddity(Employer employer, ReadSummary read, FeedState before) {
        return read.organisations().isEmpty() && before.failures() == 0
                ? before.lastProblem()
                : TokenOwner.doubt(employer, read).orElse(null);
    }

    /** The first one comes at a random time, for employers that begin together; a feed that never succeeds needs it most. */
    private FeedState withReconciliation(FeedState state, Instant now) {
        Reconciliation reconciliation = state.reconciliation();
        return reconciliation.nextAt() == null && reconciles()
                ? state.withReconciliation(
                        reconciliation.withNextAt(now.plus(randomPartOf(options.reconcileInterval()))))
                : state;
    }

    void reconciled(Employer employer, PassResult result) {
        Instant now = clock.instant();
        update(employer.orgNumber(), state -> {
            Reconciliation before = state.reconciliation();
            if (result instanceof Succeeded) {
                return state.withReconciliation(before.succeeded(now, now.plus(options.reconcileInterval())));
            }
            Instant retry = now.plus(retryReconciliation());
            return state.withReconciliation(
                    result instanceof Failed failed
                            ? before.failed(now, failed.problem(), retry)
                            : before.withNextAt(retry));
        });
    }

    void pause(String employer) {
        update(employer, state -> state.withPaused(true));
    }

    void resume(String employer) {
        update(employer, state -> state.withPaused(false).withNextPollAt(null));
    }

    boolean retryIfFailed(String employer) {
        if (store.state(employer).failures() == 0) {
            return false;
        }
        update(employer, state -> state.failures() == 0 ? state : state.withNextPollAt(null));
        return true;
    }

    /** When the next thing is due for an employer, a little after now at the earliest. */
    Instant wakeAt(String employer, boolean delivering) {
        FeedState state = store.state(employer);
        Instant now = clock.instant();
        if (state.paused()) {
            return now.plus(options.interval());
        }
        Instant nextDelivery = delivering ? store.nextDueAt(employer).orElse(null) : null;
        Instant nextReconciliation = reconciles() ? state.reconciliation().nextAt() : null;
        Instant earliest = now.plus(SHORTEST_WAIT);
        return Stream.of(state.nextPollAt() == null ? now : state.nextPollAt(), nextDelivery, nextReconciliation)
                .filter(time -> time != null)
                .min(Instant::compareTo)
                .filter(earliest::isBefore)
                .orElse(earliest);
    }

    private FeedState failed(FeedState state, Failed failed, Instant now) {
        Instant next = nextPoll.afterFailure(failed, state.failuresIncluding(outcome(failed)), now);
        return state.failed(now, outcome(failed), failed.problem(), korrelasjonsid(failed), next);
    }

    private void update(String employer, UnaryOperator<FeedState> change) {
        store.inTransaction(employer, () -> {
            store.save(change.apply(store.state(employer)));
            return employer;
        });
    }

    private boolean isDue(@Nullable Instant time) {
        return time == null || !time.isAfter(clock.instant());
    }

    private boolean reconciles() {
        return !options.reconcileInterval().isZero();
    }

    private Duration retryReconciliation() {
        return options.reconcileInterval().compareTo(RETRY_RECONCILIATION) < 0
                ? options.reconcileInterval()
                : RETRY_RECONCILIATION;
    }

    private static Duration randomPartOf(Duration duration) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(duration.toMillis()) + 1);
    }

    private static String outcome(PassResult result) {
        return result.getClass().getSimpleName();
    }

    private static @Nullable String korrelasjonsid(Failed failed) {
        return failed instanceof CallFailed call
                ? call.failure().sentKorrelasjonsid().orElse(null)
                : null;
    }
}
