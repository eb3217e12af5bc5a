package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult.CallFailed;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.feed.PassResult.Succeeded;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedState.DeliveryHold;
import no.trekkpaalegg.inbox.FeedState.Reconciliation;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;

/**
 * Records how a pass ended and when the next one is due, where all nodes see it, and says when to run the employer again. A time further
 * ahead than the longest wait was set by a node whose clock is wrong, and counts as due.
 */
final class FeedPlan {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration RETRY_RECONCILIATION = Duration.ofHours(1);
    private static final Duration QUICKEST_RETRY = Duration.ofMinutes(1);
    /** Only a person can end a refusal, so the waits grow. */
    private static final Duration SLOWEST_RETRY = Duration.ofHours(6);

    private final FeedStore store;
    private final PollOptions options;
    private final Duration rereadWindow;
    private final Duration longestHold;
    private final Backoff afterRefusal;
    private final Backoff afterOutage;
    private final Clock clock;

    FeedPlan(FeedStore store, FeedOptions options, Clock clock) {
        this.store = store;
        this.options = options.poll();
        this.rereadWindow = options.read().rereadWindow();
        this.longestHold = DeliveryRun.longestHold(options.delivery().backoff());
        Duration interval = this.options.interval();
        this.afterRefusal = new Backoff(interval, longer(interval, SLOWEST_RETRY));
        this.afterOutage = new Backoff(shorter(interval, QUICKEST_RETRY), interval);
        this.clock = clock;
    }

    boolean isPollDue(FeedState state) {
        return isDue(state.nextPollAt(), longer(options.interval(), SLOWEST_RETRY));
    }

    boolean isReconciliationDue(FeedState state) {
        Instant next = state.reconciliation().nextAt();
        return reconciles() && next != null && isDue(next, options.reconcileInterval());
    }

    /** Whether delivery waits, because everything failed. */
    boolean isDeliveryHeld(FeedState state) {
        return !isDue(state.hold().until(), longestHold);
    }

    /**
     * Records how reading the feed ended. A pass that neither succeeded nor failed leaves the state as it was.
     *
     * @param begun when the pass began; what became visible later was perhaps not read
     */
    FeedState polled(Employer employer, FeedState before, PassResult result, Instant begun) {
        Instant now = clock.instant();
        if (result instanceof Succeeded succeeded) {
            boolean caughtUp = result instanceof CaughtUp;
            Instant next = caughtUp ? now.plus(options.interval()) : now;
            return update(employer.orgNumber(), state -> {
                String oddity = oddity(employer, succeeded.read(), state);
                FeedState ended = withReconciliation(state.succeeded(now, outcome(result), oddity, next), now);
                return caughtUp ? ended.withPosition(ended.position().readToTheEnd(begun, rereadWindow)) : ended;
            });
        }
        return result instanceof Failed failed
                ? update(employer.orgNumber(), state -> withReconciliation(failed(state, failed, now), now))
                : before;
    }

    /** Records how a reconciliation ended. One that neither succeeded nor failed leaves the state as it was. */
    FeedState reconciled(Employer employer, FeedState before, PassResult result) {
        Instant now = clock.instant();
        Duration interval = options.reconcileInterval();
        if (result instanceof Succeeded) {
            return update(
                    employer.orgNumber(),
                    state -> state.withReconciliation(state.reconciliation().succeeded(now, now.plus(interval))));
        }
        Instant retry = now.plus(shorter(interval, RETRY_RECONCILIATION));
        return result instanceof Failed failed
                ? update(
                        employer.orgNumber(),
                        state -> state.withReconciliation(state.reconciliation().failed(now, failed.problem(), retry)))
                : before;
    }

    void pause(String employer) {
        update(employer, state -> state.withPaused(true));
    }

    void resume(String employer) {
        update(employer, state -> state.withPaused(false).withNextPollAt(null).withHold(DeliveryHold.NONE));
    }

    boolean retryIfFailed(String employer) {
        if (store.state(employer).failures() == 0) {
            return false;
        }
        update(employer, state -> state.failures() == 0 ? state : state.withNextPollAt(null));
        return true;
    }

    /** When something is due for an employer, shortly after now at the earliest. */
    Instant wakeAt(FeedState state, boolean delivering) {
        Instant now = clock.instant();
        if (state.paused()) {
            return now.plus(options.interval());
        }
        Instant earliest = now.plus(SHORTEST_WAIT);
        if (isPollDue(state) || isReconciliationDue(state)) {
            return earliest;
        }
        Instant nextDelivery = delivering ? store.nextDueAt(state.employer()).orElse(null) : null;
        if (nextDelivery != null && isDeliveryHeld(state)) {
            nextDelivery = later(nextDelivery, state.hold().until());
        }
        Instant nextReconciliation = reconciles() ? state.reconciliation().nextAt() : null;
        return Stream.of(state.nextPollAt(), nextDelivery, nextReconciliation)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .filter(earliest::isBefore)
                .orElse(earliest);
    }

    private FeedState failed(FeedState state, Failed failed, Instant now) {
        int failures = state.failuresIncluding(outcome(failed));
        Duration wait = (failed instanceof Refused ? afterRefusal : afterOutage).after(failures);
        String korrelasjonsid = null;
        if (failed instanceof CallFailed call) {
            Duration asked = call.failure().retryAfter().orElse(Duration.ZERO);
            wait = longer(wait, shorter(asked, SLOWEST_RETRY));
            korrelasjonsid = call.failure().sentKorrelasjonsid().orElse(null);
        }
        return state.failed(now, outcome(failed), failed.problem(), korrelasjonsid, now.plus(wait));
    }

    /** A pass without orders says nothing new about the token, so an earlier doubt stays. */
    private static @Nullable String oddity(Employer employer, ReadSummary read, FeedState before) {
        return read.organisations().isEmpty() && before.failures() == 0
                ? before.lastProblem()
                : TokenOwner.doubt(employer, read).orElse(null);
    }

    /**
     * The first reconciliation is at a random time, because employers can start together. It is also planned for a feed that never
     * succeeded.
     */
    private FeedState withReconciliation(FeedState state, Instant now) {
        Reconciliation reconciliation = state.reconciliation();
        if (reconciliation.nextAt() != null || !reconciles()) {
            return state;
        }
        long millis =
                ThreadLocalRandom.current().nextLong(options.reconcileInterval().toMillis()) + 1;
        return state.withReconciliation(reconciliation.withNextAt(now.plusMillis(millis)));
    }

    private FeedState update(String employer, UnaryOperator<FeedState> change) {
        return store.inTransaction(employer, () -> {
            FeedState next = change.apply(store.state(employer));
            store.save(next);
            return next;
        });
    }

    private boolean isDue(@Nullable Instant time, Duration longestWait) {
        Instant now = clock.instant();
        return time == null || !time.isAfter(now) || time.isAfter(now.plus(longestWait));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private boolean reconciles() {
        return !options.reconcileInterval().isZero();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String outcome(PassResult result) {
        return result.getClass().getSimpleName();
    }
}
