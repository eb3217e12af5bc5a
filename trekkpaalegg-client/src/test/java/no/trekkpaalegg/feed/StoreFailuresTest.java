package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.feed.PassResult.StoreFailed;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFailuresTest {
    private static final TestOrder FIRST = TestOrder.of("A", 1, 5);
    private static final TestOrder SECOND = TestOrder.of("B", 1, 6);

    private final FeedFixture it = new FeedFixture();

    @ParameterizedTest
    @ValueSource(strings = {"inTransaction", "state", "save", "findVersions", "insert", "replace", "findDue"})
    void whenTheStoreFails_thenPassEndsAsStoreFailedAndLaterEachOrderIsDeliveredOnce(String method) {
        it.authority.publish(FIRST, SECOND);
        it.faults.fail(method);

        assertThat(it.poll())
                .isInstanceOfSatisfying(
                        StoreFailed.class,
                        failed -> assertThat(failed.problem()).contains("the database is away", "tried again later"));
        assertThat(it.host.told()).isEmpty();

        it.faults.recover();
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenAnErrorEndsThePass_thenItIsRecordedAndBackedOffLikeAnyFailure() {
        it.authority.publish(FIRST);
        it.authority.beforeAnswer(request -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(it.poll())
                .isInstanceOfSatisfying(
                        StoreFailed.class,
                        failed -> assertThat(failed.problem()).contains("OutOfMemoryError"));
        assertThat(it.poll()).isInstanceOf(StoreFailed.class);
        assertThat(it.reconcile()).isInstanceOf(StoreFailed.class);

        assertThat(it.state().failures()).isEqualTo(2);
        assertThat(it.state().nextPollAt()).isAfter(it.clock.instant().plusSeconds(90));
        assertThat(it.state().reconciliation().problem()).contains("OutOfMemoryError");
    }

    @Test
    void whenStoringAPageFails_thenWhatWaitsIsStillDelivered() {
        it.host.listening(false);
        it.authority.publish(FIRST);
        it.poll();
        it.host.listening(true);
        it.authority.publish(SECOND);
        it.faults.fail("insert");

        PassResult result = it.poll();

        assertThat(result).isInstanceOf(StoreFailed.class);
        assertThat(result.delivery()).isEqualTo(FeedFixture.delivered(1));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenStoringAPageFails_thenNothingOfItIsKeptAndTheCursorStays() {
        it.authority.publish(FIRST);
        it.faults.fail("insert");

        it.poll();

        assertThat(it.state().cursor()).isZero();
        assertThat(it.isStored(FIRST)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nextDueAt", "inTransaction"})
    void whenTheStoreFails_thenTheScheduleComesBackAfterAMinute(String method) {
        it.faults.fail(method);

        try (FeedLog log = new FeedLog()) {
            assertThat(it.runDue()).isEqualTo(it.clock.instant().plusSeconds(60));
            assertThat(log.at(Level.ERROR)).isNotEmpty().allMatch(line -> line.contains("the database is away"));
        }
    }

    @Test
    void whenItCannotBeStoredHowAPassEnded_thenItEndsAsStoreFailedAndIsNotMadeAgainAtOnce() {
        it.authority.publish(FIRST);
        it.host.listener(delivery -> it.faults.fail("save"));

        PassResult result = it.poll();
        assertThat(result).isInstanceOf(StoreFailed.class);
        assertThat(result.delivery()).isEqualTo(FeedFixture.delivered(1));

        assertThat(it.runDue()).isEqualTo(it.clock.instant().plusSeconds(60));
    }

    @Test
    void whenItCannotBeStoredHowAReconciliationEnded_thenItIsNotMadeAgainAtOnce() {
        it.poll();
        it.clock.setInstant(it.state().reconciliation().nextAt());
        it.poll();
        it.faults.fail("save");

        assertThat(it.runDue()).isEqualTo(it.clock.instant().plusSeconds(60));
        assertThat(it.authority.readAllCalls()).isEqualTo(1);
    }

    @Test
    void whenTheCommitFailsAfterTheListenerReturned_thenItIsAFailedAttemptAndTheVersionIsNotDelivered() {
        it.authority.publish(FIRST);
        failCommitsOnceReceived();

        assertThat(it.poll().delivery()).isEqualTo(new DeliverySummary(0, 1, 0, 0, 0, true));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
        assertThat(it.stateOf(FIRST)).isEqualTo(InboxState.FAILED);
        assertThat(it.entry(FIRST).attempts()).isEqualTo(1);
        assertThat(it.entry(FIRST).cause()).contains("the database is away");

        it.clock.setInstant(it.entry(FIRST).nextAttemptAt());
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT A/1");
        assertThat(it.stateOf(FIRST)).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenAFailedDeliveryCannotBeRecorded_thenTheVersionWaitsAsBefore() {
        it.authority.publish(FIRST, SECOND);
        it.host.listener(delivery -> {
            it.faults.fail("inTransaction");
            throw new IllegalStateException();
        });

        assertThat(it.poll()).isInstanceOf(StoreFailed.class);
        it.faults.recover();
        assertThat(it.stateOf(FIRST)).isEqualTo(InboxState.PENDING);

        it.host.succeeds();
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenTheStoreFailsInTheMiddleOfDelivery_thenWhatIsDeliveredIsNotDeliveredAgain() {
        it.authority.publish(FIRST, SECOND);
        AtomicInteger received = new AtomicInteger();
        it.host.listener(delivery -> {
            if (received.incrementAndGet() == 1) {
                it.faults.beforeCommit(() -> it.faults.fail("findVersions"));
            }
        });

        assertThat(it.poll()).isInstanceOf(StoreFailed.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");

        it.faults.recover();
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenAnElementInTheInboxCannotBeUnderstoodAnyLonger_thenItIsRejectedAndTheOthersDelivered() {
        it.host.listening(false);
        it.authority.publish(FIRST, SECOND);
        it.poll();
        InboxEntry stored = it.entry(FIRST);
        InboxEntry spoilt =
                InboxEntry.pending(stored.key(), stored.sekvensnummer(), FIRST.malformedJson(), stored.receivedAt());
        it.store.inTransaction(
                FeedFixture.EMPLOYER.orgNumber(), () -> it.store.replace(spoilt, stored.state(), stored.attempts()));
        it.host.listening(true);

        assertThat(it.poll().delivery()).isEqualTo(new DeliverySummary(1, 0, 0, 0, 1, true));
        assertThat(it.stateOf(FIRST)).isEqualTo(InboxState.REJECTED);
        assertThat(it.host.told()).containsExactly("NYTT B/1");
    }

    @Test
    void whenTheStoreFailureNamesAPersonNumber_thenNoOutputShowsIt() {
        it.authority.publish(FIRST);
        it.faults.beforeCommit(() -> {
            throw new IllegalStateException("row (10908412345) is locked");
        });

        try (FeedLog log = new FeedLog()) {
            assertThat(it.poll())
                    .isInstanceOfSatisfying(
                            StoreFailed.class,
                            failed -> assertThat(failed.problem()).contains("row (***) is locked"));
            it.runDue();
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("10908412345"));
        }
    }

    @Test
    void whenTheStoreIsBackAfterAFailure_thenStateTellsOfSuccess() {
        it.faults.fail("insert");
        it.authority.publish(FIRST);
        it.poll();
        assertThat(it.state().lastOutcome()).isEqualTo("StoreFailed");
        assertThat(it.untilNextPoll()).isLessThanOrEqualTo(Duration.ofMinutes(1));

        it.faults.recover();
        it.poll();
        assertThat(it.state().lastOutcome()).isEqualTo("CaughtUp");
    }

    private void failCommitsOnceReceived() {
        it.host.listener(delivery -> {
            it.host.succeeds();
            it.faults.beforeCommit(() -> {
                it.faults.recover();
                throw FaultyStore.outage();
            });
        });
    }
}
