package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Orders whose sequence numbers are out of all proportion, and cursors that are ahead of everything. */
class SequenceLeapTest {
    private static final TestOrder ABSURD = TestOrder.of("ABSURD", 1, Long.MAX_VALUE - 1000);

    private final FeedFixture it = FeedFixture.with(new PollOptions(Duration.ofMinutes(30), Duration.ZERO));

    @Test
    void whenANumberLeaps_thenTheOrderIsDeliveredAndWarnedOfOnceAndTheCursorStays() {
        it.authority.publish(TestOrder.of("A", 1, 5), ABSURD);

        try (FeedLog log = new FeedLog()) {
            it.poll();
            assertThat(log.at(Level.WARN)).singleElement().asString().contains("far ahead", "a-sequence-number-leaps");
            it.poll();
            assertThat(log.at(Level.WARN)).hasSize(1);
        }
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT ABSURD/1");
        assertThat(it.state().cursor()).isEqualTo(5);
    }

    @Test
    void whenANumberHasLeapt_thenLaterOrdersAreStillRead() {
        it.authority.publish(TestOrder.of("A", 1, 5), ABSURD);
        it.poll();
        it.authority.publish(TestOrder.of("B", 1, 6));

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT ABSURD/1", "NYTT B/1");
        assertThat(it.state().cursor()).isEqualTo(6);
    }

    @Test
    void whenTheCursorIsAheadOfEveryCurrentOrder_thenReconciliationBringsItBackAndTheFeedReadsOn() {
        it.authority.answerNext(TestOrder.of("WRONG", 1, 1_000_000).json());
        it.poll();
        it.authority.publish(TestOrder.of("A", 1, 5));
        assertThat(it.state().cursor()).isEqualTo(1_000_000);

        try (FeedLog log = new FeedLog()) {
            it.reconcile();
            assertThat(log.at(Level.WARN)).singleElement().asString().contains("1000000", "goes back to 5");
        }

        assertThat(it.state().cursor()).isEqualTo(5);
        it.authority.publish(TestOrder.of("B", 1, 6));
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT WRONG/1", "NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenOrdersAreReadWhileAReconciliationRuns_thenTheCursorIsLeftAlone() {
        it.authority.answerNext(TestOrder.of("WRONG", 1, 1_000_000).json());
        it.poll();
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.authority.beforeAnswer(request -> it.store.inTransaction(FeedFixture.EMPLOYER.orgNumber(), () -> {
            it.store.save(it.state().withCursor(1_000_007));
            return request;
        }));

        it.reconcile();

        assertThat(it.state().cursor()).isEqualTo(1_000_007);
    }

    @Test
    void whenTheCursorIsAtTheHighestCurrentOrder_thenItStays() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();

        try (FeedLog log = new FeedLog()) {
            it.reconcile();
            assertThat(log.at(Level.WARN)).isEmpty();
        }
        assertThat(it.state().cursor()).isEqualTo(5);
    }
}
