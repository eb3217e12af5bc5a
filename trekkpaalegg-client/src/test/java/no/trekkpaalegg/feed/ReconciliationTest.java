package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static no.trekkpaalegg.feed.FeedFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Set;
import java.util.stream.IntStream;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import no.trekkpaalegg.feed.PassResult.Unavailable;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private final FeedFixture it = FeedFixture.withPages(10);

    @Test
    void whenNothingIsMissing_thenNothingIsStored() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();

        assertThat(it.reconcile()).isEqualTo(new Reconciled(read(1, 0), delivered(0)));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAnOrderIsNewerThanTheCursor_thenItIsDeliveredButNotCountedAsRecovered() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        TestOrder newer = TestOrder.of("B", 1, 6);
        it.authority.publish(newer);

        try (FeedLog log = new FeedLog()) {
            assertThat(it.reconcile()).isEqualTo(new Reconciled(read(2, 1), delivered(1)));
            assertThat(log.at(Level.WARN)).isEmpty();
        }
        assertThat(it.entry(newer).recovered()).isFalse();
    }

    @Test
    void whenReconciliationIsAheadOfTheFeed_thenTheFeedDoesNotDeliverAgain() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.reconcile();

        assertThat(it.state().cursor()).isZero();
        assertThat(it.poll())
                .isEqualTo(new CaughtUp(
                        2, ReadSummary.received(0, Set.of(FeedFixture.EMPLOYER.orgNumber())), delivered(0)));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAKnownVersionReadsAvsluttetTheDayAfter_thenItsEndIsDeliveredOnceAndNotCountedAsRecovered() {
        TestOrder order = TestOrder.of("A", 1, 5);
        it.authority.publish(order);
        it.poll();
        it.authority.publish(order.avsluttet());

        assertThat(it.poll()).isEqualTo(new CaughtUp(1, read(0, 0), delivered(0)));
        assertThat(it.reconcile()).isEqualTo(new Reconciled(read(1, 1), delivered(1)));
        assertThat(it.reconcile()).isEqualTo(new Reconciled(read(1, 0), delivered(0)));

        assertThat(it.host.told()).containsExactly("NYTT A/1", "AVSLUTTET A/1");
        assertThat(it.entry(order.avsluttet()).recovered()).isFalse();
    }

    @Test
    void whenThereIsMoreThanOneBatch_thenAllOfItIsCompared() {
        IntStream.rangeClosed(1, 1001).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));

        assertThat(it.reconcile()).isEqualTo(new Reconciled(read(1001, 1001), delivered(1001)));
    }

    @Test
    void whenTheCallFails_thenResultSaysSoAndWhatWaitsIsDelivered() {
        it.host.listening(false);
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.host.listening(true);
        it.authority.fail(FailureKind.TRANSIENT);

        assertThat(it.reconcile()).isInstanceOf(Unavailable.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAnElementIsMalformed_thenItIsRejectedAndNotCountedAsRecovered() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.authority.publishAt(4, TestOrder.of("B", 1, 4).malformedJson());

        assertThat(it.reconcile()).isEqualTo(new Reconciled(FeedFixture.read(2, 0, 1, 0), delivered(0)));
    }
}
