package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;

/** What the schedule gets done, and when it is told to come back. */
class DueWorkTest {
    private static final TestOrder ORDER = TestOrder.of("A", 1, 5);
    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private final FeedFixture it = FeedFixture.with(new PollOptions(INTERVAL, Duration.ZERO));

    @Test
    void whenNeverPolled_thenItIsPolledAndToBeLookedAtAgainAfterTheInterval() {
        it.authority.publish(ORDER);

        assertThat(it.runDue()).isEqualTo(it.clock.instant().plus(INTERVAL));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenNoPollIsDue_thenNoneIsMade() {
        Instant wake = it.runDue();
        it.clock.setInstant(wake.minusMillis(1));

        assertThat(it.runDue()).isEqualTo(it.clock.instant().plusSeconds(1));
        assertThat(it.authority.requests()).hasSize(1);
    }

    @Test
    void whenThePollIsDue_thenItIsMade() {
        it.clock.setInstant(it.runDue());

        it.runDue();

        assertThat(it.authority.requests()).hasSize(2);
    }

    @Test
    void whenADeliveryFailed_thenItIsTriedAgainWhenDueWithoutAPoll() {
        it.authority.publish(ORDER);
        it.host.listener(delivery -> {
            throw new IllegalStateException();
        });

        Instant wake = it.runDue();
        assertThat(wake).isEqualTo(it.entry(ORDER).nextAttemptAt());

        it.host.succeeds();
        it.clock.setInstant(wake);
        try (FeedLog log = new FeedLog()) {
            it.runDue();
            assertThat(log.at(Level.INFO)).singleElement().asString().contains("1 delivered");
        }
        assertThat(it.host.told()).containsExactly("NYTT A/1");
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 5L);
    }

    @Test
    void whenThereIsNoListener_thenWaitingVersionsCauseNoWakeUp() {
        it.host.listening(false);
        it.authority.publish(ORDER);

        assertThat(it.runDue()).isEqualTo(it.clock.instant().plus(INTERVAL));
    }

    @Test
    void whenThePollFails_thenItIsToBeLookedAtAgainWhenTheNextIsDue() {
        it.authority.fail(FailureKind.TRANSIENT);

        assertThat(it.runDue()).isEqualTo(it.state().nextPollAt());
        assertThat(it.untilNextPoll()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whenAReconciliationIsDue_thenItIsMadeAndTheNextPlanned() {
        FeedFixture daily = FeedFixture.with(new PollOptions(INTERVAL, Duration.ofHours(24)));
        daily.runDue();
        Instant first = daily.state().reconciliation().nextAt();
        assertThat(first).isBetween(daily.clock.instant(), daily.clock.instant().plus(Duration.ofHours(24)));
        assertThat(daily.authority.readAllCalls()).isZero();

        daily.clock.setInstant(first.minusMillis(1));
        daily.runDue();
        assertThat(daily.authority.readAllCalls()).isZero();

        daily.clock.setInstant(first);
        daily.runDue();
        assertThat(daily.authority.readAllCalls()).isEqualTo(1);
        assertThat(daily.state().reconciliation().nextAt()).isEqualTo(first.plus(Duration.ofHours(24)));
    }

    @Test
    void whenAReconciliationIsDueBeforeThePoll_thenItIsWhatTheScheduleWakesFor() {
        FeedFixture hourly = FeedFixture.with(new PollOptions(Duration.ofHours(2), Duration.ofHours(1)));

        assertThat(hourly.runDue()).isEqualTo(hourly.state().reconciliation().nextAt());
    }

    @Test
    void whenAReconciliationFails_thenItIsTriedAgainAfterAnHourAndFeedStateIsUntouched() {
        FeedFixture daily = FeedFixture.with(new PollOptions(INTERVAL, Duration.ofHours(24)));
        daily.poll();
        daily.authority.fail(FailureKind.TRANSIENT);

        daily.reconcile();

        assertThat(daily.state().reconciliation().nextAt())
                .isEqualTo(daily.clock.instant().plus(Duration.ofHours(1)));
        assertThat(daily.state().failures()).isZero();
        assertThat(daily.state().lastOutcome()).isEqualTo("CaughtUp");
    }

    @Test
    void whenAReconciliationFails_thenWhenAndWhyIsKeptUntilOneSucceeds() {
        it.reconcile();
        Instant succeeded = it.clock.instant();
        it.clock.add(Duration.ofHours(24));
        Instant failed = it.clock.instant();
        it.authority.fail(FailureKind.ACCESS);
        it.reconcile();

        assertThat(it.state().reconciliation().lastSuccessAt()).isEqualTo(succeeded);
        assertThat(it.state().reconciliation().lastFailureAt()).isEqualTo(failed);
        assertThat(it.state().reconciliation().problem()).isEqualTo("the call failed");
        assertThat(it.state().reconciliation().isFailing()).isTrue();

        it.clock.add(Duration.ofHours(1));
        it.authority.recover();
        it.reconcile();

        assertThat(it.state().reconciliation().lastSuccessAt()).isEqualTo(it.clock.instant());
        assertThat(it.state().reconciliation().lastFailureAt()).isEqualTo(failed);
        assertThat(it.state().reconciliation().isFailing()).isFalse();
    }

    @Test
    void whenAPassFails_thenNoReconciliationCountsAsFailed() {
        it.authority.fail(FailureKind.ACCESS);
        it.poll();

        assertThat(it.state().reconciliation().isFailing()).isFalse();
        assertThat(it.state().reconciliation().lastFailureAt()).isNull();
    }

    @Test
    void whenNoPassHasEverSucceeded_thenReconciliationIsTriedWithinItsInterval() {
        FeedFixture daily = FeedFixture.with(new PollOptions(INTERVAL, Duration.ofHours(24)));
        daily.authority.fail(FailureKind.UNREADABLE);
        daily.runDue();
        assertThat(daily.authority.readAllCalls()).isZero();

        daily.clock.add(Duration.ofHours(24));
        daily.runDue();

        assertThat(daily.authority.readAllCalls()).isOne();
    }

    /** Its clock was a day ahead; what it wrote down is not believed. */
    @Test
    void whenANodeWithAClockAheadHasPlannedTheNextPass_thenItCountsAsDue() {
        it.runDue();
        planPollAt(it.clock.instant().plus(Duration.ofHours(24)));

        assertThat(it.runDue()).isEqualTo(it.clock.instant().plus(INTERVAL));
        assertThat(it.authority.requests()).hasSize(2);
    }

    @Test
    void whenTheNextPassIsAsFarAheadAsARefusalWaits_thenItIsNotDue() {
        it.runDue();
        Instant next = it.clock.instant().plus(Duration.ofHours(6));
        planPollAt(next);

        assertThat(it.runDue()).isEqualTo(next);
        assertThat(it.authority.requests()).hasSize(1);
    }

    @Test
    void whenANodeWithAClockAheadHasPlannedTheReconciliation_thenItCountsAsDue() {
        FeedFixture daily = FeedFixture.with(new PollOptions(INTERVAL, Duration.ofHours(24)));
        daily.runDue();
        daily.store.inTransaction(FeedFixture.EMPLOYER.orgNumber(), () -> {
            FeedState state = daily.state();
            Instant tooFar = daily.clock.instant().plus(Duration.ofHours(25));
            daily.store.save(state.withReconciliation(state.reconciliation().withNextAt(tooFar)));
            return state;
        });

        daily.runDue();

        assertThat(daily.authority.readAllCalls()).isOne();
    }

    private void planPollAt(Instant time) {
        it.store.inTransaction(FeedFixture.EMPLOYER.orgNumber(), () -> {
            it.store.save(it.state().withNextPollAt(time));
            return time;
        });
    }

    @Test
    void whenReconciliationIsSwitchedOff_thenNoneIsMadeEver() {
        it.runDue();
        it.clock.add(Duration.ofDays(365));
        it.runDue();

        assertThat(it.authority.readAllCalls()).isZero();
        assertThat(it.state().reconciliation().nextAt()).isNull();
    }
}
