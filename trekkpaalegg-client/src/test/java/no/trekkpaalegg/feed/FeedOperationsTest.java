package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import no.trekkpaalegg.feed.FeedOperations.Rewound;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator can do about orders and the cursor. */
class FeedOperationsTest {
    private static final String EMPLOYER = FeedFixture.EMPLOYER.orgNumber();
    private static final TestOrder A = TestOrder.of("A", 1, 5);
    private static final TestOrder B = TestOrder.of("B", 1, 6);

    private final FeedFixture it = FeedFixture.with(
            new DeliveryOptions(2, new Backoff(Duration.ofMinutes(1), Duration.ofHours(6)), Duration.ZERO));
    private final FeedOperations operations = new FeedOperations(it.store, it.clock);

    @Test
    void whenAParkedOrderIsRetried_thenItIsDeliveredWithAllAttemptsAheadOfIt() {
        park(A);
        it.host.succeeds();

        assertThat(operations.retry(A.key())).isTrue();
        assertThat(it.entry(A).attempts()).isZero();
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAParkedOrderIsNotRetried_thenItStaysParked() {
        park(A);
        it.host.succeeds();

        it.clock.add(Duration.ofDays(1));
        it.poll();

        assertThat(it.stateOf(A)).isEqualTo(InboxState.PARKED);
        assertThat(it.host.told()).isEmpty();
    }

    @Test
    void whenAFailedOrderIsRetried_thenItsWaitEnds() {
        fail(A);
        it.host.succeeds();
        it.poll();
        assertThat(it.host.told()).isEmpty();

        assertThat(operations.retry(A.key())).isTrue();
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenADeliveredOrderIsRetried_thenNothingIsDone() {
        it.authority.publish(A);
        it.poll();

        assertThat(operations.retry(A.key())).isFalse();
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenThereIsNoSuchOrder_thenNothingIsDone() {
        assertThat(operations.retry(A.key())).isFalse();
        assertThat(operations.discard(A.key(), "unknown")).isFalse();
        assertThat(it.isStored(A)).isFalse();
    }

    @Test
    void whenARejectedOrderStillNamesAnotherEmployer_thenItIsRejectedAgain() {
        TestOrder foreign = rejectForeign();

        assertThat(operations.retry(foreign.key())).isTrue();
        it.poll();

        assertThat(it.stateOf(foreign)).isEqualTo(InboxState.REJECTED);
        assertThat(it.host.told()).isEmpty();
    }

    @Test
    void whenTheOtherEmployerIsGone_thenTheRejectedOrderIsDelivered() {
        TestOrder foreign = rejectForeign();
        it.configured.remove(FeedFixture.OTHER_EMPLOYER.orgNumber());

        assertThat(operations.retry(foreign.key())).isTrue();
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAMalformedOrderStillCannotBeUnderstood_thenItStaysRejected() {
        it.authority.publishAt(5, A.malformedJson());
        it.poll();

        assertThat(operations.retry(A.malformedKey())).isFalse();

        assertThat(it.store.find(A.malformedKey()).orElseThrow().state()).isEqualTo(InboxState.REJECTED);
    }

    /** As after an upgrade to a version that understands it. */
    @Test
    void whenAMalformedOrderCanBeUnderstoodByNow_thenItIsDeliveredOnceHoweverOftenItIsReadAgain() {
        it.store.inTransaction(EMPLOYER, () -> {
            it.store.insert(
                    List.of(InboxEntry.rejected(A.malformedKey(), 5, A.json(), it.clock.instant(), "not understood")));
            return EMPLOYER;
        });

        assertThat(operations.retry(A.malformedKey())).isTrue();
        it.poll();
        it.authority.publish(A);
        it.poll();
        it.reconcile();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
        assertThat(it.store.find(A.malformedKey()).orElseThrow().state()).isEqualTo(InboxState.SUPERSEDED);
        assertThat(it.stateOf(A)).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenAParkedOrderIsDiscarded_thenItNeverComesAndTheReasonIsKept() {
        park(A);
        it.host.succeeds();

        assertThat(operations.discard(A.key(), "person 10908412345 has left")).isTrue();
        it.poll();
        it.reconcile();

        assertThat(it.host.told()).isEmpty();
        assertThat(it.stateOf(A)).isEqualTo(InboxState.DISCARDED);
        assertThat(it.entry(A).cause()).isEqualTo("person *** has left");
        assertThat(it.entry(A).json()).isNull();
        assertThat(it.entry(A).settledAt()).isEqualTo(it.clock.instant());
    }

    @Test
    void whenARejectedOrderIsDiscarded_thenItIsNoLongerRejected() {
        TestOrder foreign = rejectForeign();

        assertThat(operations.discard(foreign.key(), "not ours")).isTrue();

        assertThat(it.stateOf(foreign)).isEqualTo(InboxState.DISCARDED);
    }

    @Test
    void whenAnOrderIsDiscarded_thenItsNextVersionIsDelivered() {
        park(A);
        it.host.succeeds();
        operations.discard(A.key(), "wrong");
        it.authority.publish(TestOrder.of("A", 2, 7));

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/2");
    }

    @Test
    void whenADeliveredOrDiscardedOrderIsDiscarded_thenNothingIsDone() {
        park(A);
        it.host.succeeds();
        operations.discard(A.key(), "first");
        it.authority.publish(B);
        it.poll();

        assertThat(operations.discard(A.key(), "second")).isFalse();
        assertThat(operations.discard(B.key(), "second")).isFalse();
        assertThat(it.entry(A).cause()).isEqualTo("first");
        assertThat(it.stateOf(B)).isEqualTo(InboxState.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void whenThereIsNoReason_thenNothingIsDiscarded(String reason) {
        park(A);

        assertThatThrownBy(() -> operations.discard(A.key(), reason)).isInstanceOf(IllegalArgumentException.class);
        assertThat(it.stateOf(A)).isEqualTo(InboxState.PARKED);
    }

    @Test
    void whenTheCursorIsMovedBack_thenTheFeedIsReadFromThereAtOnceAndNothingIsDeliveredTwice() {
        it.authority.publish(A, B);
        it.poll();

        assertThat(operations.rewind(EMPLOYER, 5, false)).isEqualTo(new Rewound(true, 0));
        assertThat(it.state().cursor()).isEqualTo(5);
        assertThat(it.state().nextPollAt()).isNull();
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
        assertThat(it.state().cursor()).isEqualTo(6);
    }

    @Test
    void whenItIsToBeRedelivered_thenWhatComesAfterIsDeliveredAgainAndTheRestIsNot() {
        it.authority.publish(A, B);
        it.poll();

        assertThat(operations.rewind(EMPLOYER, 5, true)).isEqualTo(new Rewound(true, 1));
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1", "NYTT B/1");
    }

    /** The operator thinks again: the cursor is there already. */
    @Test
    void whenItIsMovedBackAndThenToBeRedelivered_thenItIs() {
        it.authority.publish(A, B);
        it.poll();
        operations.rewind(EMPLOYER, 0, false);

        assertThat(operations.rewind(EMPLOYER, 0, true)).isEqualTo(new Rewound(false, 2));
        it.poll();

        assertThat(it.host.told()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 1000})
    void whenTheCursorIsToMoveForward_thenNothingIsDone(long ahead) {
        it.authority.publish(A, B);
        it.poll();
        FeedState before = it.state();

        assertThat(operations.rewind(EMPLOYER, ahead, true)).isEqualTo(new Rewound(false, 0));

        assertThat(it.state()).isEqualTo(before);
        assertThat(it.stateOf(B)).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenTheCursorIsToBeNegative_thenItIsRefused() {
        assertThatThrownBy(() -> operations.rewind(EMPLOYER, -1, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whenTheCursorIsMovedBackWhileAPassReads_thenThePassLeavesItThere() {
        FeedFixture paged = FeedFixture.withPages(1, 0);
        paged.authority.publish(A, B);
        paged.poll();
        paged.authority.publish(TestOrder.of("C", 1, 7), TestOrder.of("D", 1, 8));
        FeedOperations duringPass = new FeedOperations(paged.store, paged.clock);
        paged.authority.beforeAnswer(request -> {
            if (request.after() == 7) {
                duringPass.rewind(EMPLOYER, 0, false);
            }
        });

        assertThat(paged.poll()).isInstanceOf(CaughtUp.class);

        assertThat(paged.state().cursor()).isZero();
        paged.authority.recover();
        paged.poll();
        assertThat(paged.state().cursor()).isEqualTo(8);
    }

    private void fail(TestOrder order) {
        it.authority.publish(order);
        it.host.listener(delivery -> {
            throw new IllegalStateException("the listener failed");
        });
        it.poll();
        assertThat(it.stateOf(order)).isEqualTo(InboxState.FAILED);
    }

    private void park(TestOrder order) {
        fail(order);
        it.clock.add(Duration.ofHours(1));
        it.poll();
        assertThat(it.stateOf(order)).isEqualTo(InboxState.PARKED);
    }

    private TestOrder rejectForeign() {
        it.configured.add(FeedFixture.OTHER_EMPLOYER.orgNumber());
        TestOrder foreign = A.naming(FeedFixture.OTHER_EMPLOYER.orgNumber());
        it.authority.publish(foreign);
        it.poll();
        assertThat(it.stateOf(foreign)).isEqualTo(InboxState.REJECTED);
        return foreign;
    }
}
