package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import org.junit.jupiter.api.Test;

/** Orders that become visible after one with a higher sequence number. */
class LateOrdersTest {
    private final FeedFixture it = FeedFixture.withPages(10, Duration.ofHours(2));

    @Test
    void whenALateOrderIsInsideTheWindow_thenTheNextPassDeliversIt() {
        it.authority.publish(TestOrder.of("A", 1, 500));
        it.poll();

        it.clock.add(Duration.ofMinutes(119));
        it.authority.publish(TestOrder.of("LATE", 1, 1));
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT LATE/1");
        assertThat(it.state().cursor()).isEqualTo(500);
        assertThat(it.entry(TestOrder.of("LATE", 1, 1)).recovered()).isFalse();
    }

    /** What was read is read once more at least the window later, however long that takes. */
    @Test
    void whenTheApplicationWasDownForDays_thenALateOrderOfBeforeIsStillRead() {
        it.authority.publish(TestOrder.of("A", 1, 500));
        it.poll();
        it.clock.add(Duration.ofHours(3));
        it.poll();
        it.authority.publish(TestOrder.of("B", 1, 1500));
        it.poll();

        it.authority.publish(TestOrder.of("LATE", 1, 501));
        it.clock.add(Duration.ofDays(3));
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1", "NYTT LATE/1");
    }

    @Test
    void whenTheAuthoritySendsThousandsAtOnce_thenALateOrderAmongThemIsStillRead() {
        it.authority.publish(TestOrder.of("A", 1, 1));
        it.poll();
        it.clock.add(Duration.ofHours(3));
        it.poll();
        it.authority.publish(TestOrder.of("B", 1, 100_000));
        it.poll();

        it.authority.publish(TestOrder.of("LATE", 1, 2));
        it.clock.add(Duration.ofHours(1));
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1", "NYTT LATE/1");
    }

    @Test
    void whenALateOrderIsOutsideTheWindow_thenTheFeedDoesNotSeeItAndReconciliationRecoversIt() {
        TestOrder late = TestOrder.of("LATE", 1, 400);
        it.authority.publish(TestOrder.of("A", 1, 500));
        readPastTheWindow();
        it.authority.publish(late);

        assertThat(it.poll()).isInstanceOf(CaughtUp.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");

        try (FeedLog log = new FeedLog()) {
            assertThat(it.reconcile())
                    .isEqualTo(new Reconciled(FeedFixture.read(2, 1, 0, 1), FeedFixture.delivered(1)));
            assertThat(log.at(Level.WARN)).singleElement().asString().contains("missed", "LATE", "400");
        }
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT LATE/1");
        assertThat(it.entry(late).recovered()).isTrue();
        assertThat(it.state().cursor()).isEqualTo(500);
    }

    @Test
    void whenReconciledAgain_thenWhatWasRecoveredIsNeitherDeliveredNorCountedAgain() {
        it.authority.publish(TestOrder.of("A", 1, 500));
        readPastTheWindow();
        it.authority.publish(TestOrder.of("LATE", 1, 400));
        it.reconcile();

        assertThat(it.reconcile()).isEqualTo(new Reconciled(FeedFixture.read(2, 0, 0, 0), FeedFixture.delivered(0)));
        assertThat(it.host.told()).hasSize(2);
    }

    @Test
    void whenReconciliationSeesALateOrderBeforeTheNextPassWould_thenItIsNotCountedAsRecovered() {
        it.authority.publish(TestOrder.of("A", 1, 500));
        it.poll();
        it.authority.publish(TestOrder.of("LATE", 1, 401));

        assertThat(it.reconcile()).isEqualTo(new Reconciled(FeedFixture.read(2, 1, 0, 0), FeedFixture.delivered(1)));
    }

    /** Polls until orders before the cursor are not read again. */
    private void readPastTheWindow() {
        it.poll();
        it.clock.add(Duration.ofHours(2));
        it.poll();
    }
}
