package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.IssuedOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retrying and discarding stuck orders. */
class OperatorActionsTest extends OperatorFixture {
    private static final String OTHER = "310000019";

    @Test
    void whenAParkedOrderIsRetried_thenItIsDeliveredWithAllAttemptsAheadOfIt() {
        IssuedOrder order = park();

        assertThat(poller.retry(key(order))).isTrue();
        assertThat(entry(key(order)).attempts()).isZero();
        host.poll(OWN);

        assertThat(listener.received()).containsExactly(nytt(order));
    }

    @Test
    void whenAParkedOrderIsNotRetried_thenItStaysParked() {
        IssuedOrder order = park();

        host.poll(OWN);

        assertThat(stateOf(key(order))).isEqualTo(InboxState.PARKED);
        assertThat(listener.received()).isEmpty();
    }

    @Test
    void whenAFailedOrderIsRetried_thenItsWaitEnds() {
        IssuedOrder order = fail();
        host.poll(OWN);
        assertThat(listener.received()).isEmpty();

        assertThat(poller.retry(key(order))).isTrue();
        host.poll(OWN);

        assertThat(listener.received()).containsExactly(nytt(order));
    }

    @Test
    void whenADeliveredOrderIsRetried_thenNothingIsDone() {
        IssuedOrder order = simulator.issue(OWN);
        host.poll(OWN);

        assertThat(poller.retry(key(order))).isFalse();
        host.poll(OWN);

        assertThat(listener.received()).containsExactly(nytt(order));
    }

    @Test
    void whenThereIsNoSuchOrder_thenNothingIsDone() {
        InboxKey unknown = new InboxKey(OWN, "unknown", 1, "aktiv");

        assertThat(poller.retry(unknown)).isFalse();
        assertThat(poller.discard(unknown, "unknown")).isFalse();
        assertThat(store.find(unknown)).isEmpty();
    }

    @Test
    void whenARejectedOrderStillNamesAnotherEmployer_thenItIsRejectedAgain() {
        IssuedOrder foreign = rejectForeign();

        assertThat(poller.retry(key(foreign))).isTrue();
        host.poll(OWN);

        assertThat(stateOf(key(foreign))).isEqualTo(InboxState.REJECTED);
        assertThat(listener.received()).isEmpty();
    }

    @Test
    void whenTheOtherEmployerIsGone_thenTheRejectedOrderIsDelivered() {
        IssuedOrder foreign = rejectForeign();
        employers.remove(1);

        assertThat(poller.retry(key(foreign))).isTrue();
        host.poll(OWN);

        assertThat(listener.received()).containsExactly(nytt(foreign));
    }

    @Test
    void whenAMalformedOrderStillCannotBeUnderstood_thenItStaysRejected() {
        IssuedOrder malformed = simulator.issue(OWN, order -> order.without("skyldner"));
        host.poll(OWN);

        assertThat(poller.retry(malformedKey(malformed))).isFalse();

        assertThat(stateOf(malformedKey(malformed))).isEqualTo(InboxState.REJECTED);
    }

    /** As after an upgrade to a version that understands it. */
    @Test
    void whenAMalformedOrderCanBeUnderstoodByNow_thenItIsDeliveredOnceHoweverOftenItIsReadAgain() {
        IssuedOrder order = simulator.issue(OWN);
        store.inTransaction(OWN, () -> {
            store.insert(List.of(InboxEntry.rejected(
                    malformedKey(order), order.sekvensnummer(), order.json(), Instant.now(), "not understood")));
            return OWN;
        });

        assertThat(poller.retry(malformedKey(order))).isTrue();
        host.poll(OWN);
        host.poll(OWN);
        poller.reconcile(OWN);

        assertThat(listener.received()).containsExactly(nytt(order));
        assertThat(stateOf(malformedKey(order))).isEqualTo(InboxState.SUPERSEDED);
        assertThat(stateOf(key(order))).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenAParkedOrderIsDiscarded_thenItNeverComesAndTheReasonIsKept() {
        IssuedOrder order = park();

        assertThat(poller.discard(key(order), "person 10908412345 has left")).isTrue();
        host.poll(OWN);
        poller.reconcile(OWN);

        assertThat(listener.received()).isEmpty();
        InboxEntry discarded = entry(key(order));
        assertThat(discarded.state()).isEqualTo(InboxState.DISCARDED);
        assertThat(discarded.cause()).isEqualTo("person *** has left");
        assertThat(discarded.json()).isNull();
        assertThat(discarded.settledAt()).isNotNull();
    }

    @Test
    void whenARejectedOrderIsDiscarded_thenItIsNoLongerRejected() {
        IssuedOrder foreign = rejectForeign();

        assertThat(poller.discard(key(foreign), "not ours")).isTrue();

        assertThat(stateOf(key(foreign))).isEqualTo(InboxState.DISCARDED);
    }

    @Test
    void whenAnOrderIsDiscarded_thenItsNextVersionIsDelivered() {
        IssuedOrder order = park();
        poller.discard(key(order), "wrong");
        IssuedOrder next = simulator.change(order.trekkid(), same -> same);

        host.poll(OWN);

        assertThat(listener.received()).containsExactly(nytt(next));
    }

    @Test
    void whenADeliveredOrDiscardedOrderIsDiscarded_thenNothingIsDone() {
        IssuedOrder order = park();
        poller.discard(key(order), "first");
        IssuedOrder delivered = simulator.issue(OWN);
        host.poll(OWN);

        assertThat(poller.discard(key(order), "second")).isFalse();
        assertThat(poller.discard(key(delivered), "second")).isFalse();
        assertThat(entry(key(order)).cause()).isEqualTo("first");
        assertThat(stateOf(key(delivered))).isEqualTo(InboxState.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void whenThereIsNoReason_thenNothingIsDiscarded(String reason) {
        IssuedOrder order = park();

        assertThatIllegalArgumentException().isThrownBy(() -> poller.discard(key(order), reason));
        assertThat(stateOf(key(order))).isEqualTo(InboxState.PARKED);
    }

    @Test
    void whenDeliveryWaitsBecauseEverythingFailed_thenRetryEndsTheWait() {
        IssuedOrder failed = fail();
        store.inTransaction(OWN, () -> {
            store.save(store.state(OWN)
                    .withHold(new FeedState.DeliveryHold(3, Instant.now().plusSeconds(600))));
            return failed;
        });

        assertThat(poller.retry(key(failed))).isTrue();

        assertThat(store.state(OWN).hold()).isEqualTo(FeedState.DeliveryHold.NONE);
    }

    private IssuedOrder fail() {
        listener.doing(event -> {
            throw new IllegalStateException("the listener failed");
        });
        IssuedOrder order = simulator.issue(OWN);
        host.poll(OWN);
        assertThat(stateOf(key(order))).isEqualTo(InboxState.FAILED);
        listener.forget();
        return order;
    }

    private IssuedOrder park() {
        IssuedOrder order = simulator.issue(OWN);
        store.inTransaction(OWN, () -> {
            store.insert(List.of(InboxEntry.pending(key(order), order.sekvensnummer(), order.json(), Instant.now())
                    .parked("the listener failed")));
            return OWN;
        });
        return order;
    }

    private IssuedOrder rejectForeign() {
        employers.add(Employer.systemUser(OTHER));
        IssuedOrder foreign = simulator.issue(OWN, order -> order.withTrekkpliktig(OTHER));
        host.poll(OWN);
        assertThat(stateOf(key(foreign))).isEqualTo(InboxState.REJECTED);
        return foreign;
    }

    private static InboxKey malformedKey(IssuedOrder order) {
        return new InboxKey(OWN, order.trekkid(), order.trekkversjon(), "");
    }
}
