package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static no.trekkpaalegg.feed.FeedFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import no.trekkpaalegg.feed.FakeAuthority.Request;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Unreadable;
import org.junit.jupiter.api.Test;

class PagingTest {

    @Test
    void whenPageIsFull_thenNextPageIsAskedAfterItsHighestSekvensnummer() {
        FeedFixture it = FeedFixture.withPages(2);
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 9), TestOrder.of("C", 1, 12));

        assertThat(it.poll()).isEqualTo(new CaughtUp(3, read(3, 3), delivered(3)));
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 9L, 12L);
        assertThat(it.state().cursor()).isEqualTo(12);
    }

    /** A server may cap its pages; that a page is short says nothing. */
    @Test
    void whenAPageIsNotFull_thenTheNextIsAskedAnyway() {
        FeedFixture it = FeedFixture.withPages(2);
        it.authority.publish(TestOrder.of("A", 1, 5));

        assertThat(it.poll()).isEqualTo(new CaughtUp(2, read(1, 1), delivered(1)));
        assertThat(it.authority.requests())
                .containsExactly(
                        new Request(FeedFixture.EMPLOYER.orgNumber(), 0, 2),
                        new Request(FeedFixture.EMPLOYER.orgNumber(), 5, 2));
    }

    @Test
    void whenTheServerGivesFewerThanAskedFor_thenOnePassReadsThemAllAndSaysSoOnce() {
        FeedFixture it = FeedFixture.withPages(1000);
        it.authority.givesAtMost(500);
        IntStream.rangeClosed(1, 2000).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));

        try (FeedLog log = new FeedLog()) {
            assertThat(it.poll()).isEqualTo(new CaughtUp(5, read(2000, 2000), delivered(2000)));
            assertThat(log.at(Level.WARN)).singleElement().asString().contains("fewer orders", "1000", "page-size");
            log.clear();
            IntStream.rangeClosed(2001, 4000).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));
            it.poll();
            assertThat(log.at(Level.WARN)).isEmpty();
        }
        assertThat(it.state().cursor()).isEqualTo(4000);
    }

    @Test
    void whenAnOrderArrivesWhileAPassReads_thenThatIsNotTakenForACap() {
        FeedFixture it = FeedFixture.withPages(10);
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.authority.beforeAnswer(request -> {
            if (request.after() == 5) {
                it.authority.publish(TestOrder.of("B", 1, 6));
            }
        });

        try (FeedLog log = new FeedLog()) {
            assertThat(it.poll()).isEqualTo(new CaughtUp(3, read(2, 2), delivered(2)));
            assertThat(log.at(Level.WARN)).isEmpty();
        }
    }

    @Test
    void whenNothingIsNew_thenAPassIsOneRequest() {
        FeedFixture it = FeedFixture.withPages(10);
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.authority.requests().clear();

        assertThat(it.poll()).isEqualTo(new CaughtUp(1, read(0, 0), delivered(0)));
        assertThat(it.authority.requestedAfter()).containsExactly(5L);
    }

    @Test
    void whenNumberOfOrdersIsAMultipleOfThePageSize_thenAnEmptyPageEndsThePass() {
        FeedFixture it = FeedFixture.withPages(2);
        IntStream.rangeClosed(1, 4).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));

        assertThat(it.poll()).isEqualTo(new CaughtUp(3, read(4, 4), delivered(4)));
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 2L, 4L);
    }

    @Test
    void whenThereAreNoOrders_thenPassIsCaughtUpAndCursorStays() {
        FeedFixture it = new FeedFixture();

        assertThat(it.poll()).isEqualTo(new CaughtUp(1, read(0, 0), delivered(0)));
        assertThat(it.state().cursor()).isZero();
    }

    @Test
    void whenPageIsShuffled_thenNextPageStillStartsAfterTheHighestAndDeliveryIsInOrder() {
        FeedFixture it = FeedFixture.withPages(3);
        it.authority.answerNext(
                TestOrder.of("C", 1, 30).json(),
                TestOrder.of("A", 1, 10).json(),
                TestOrder.of("B", 1, 20).json());

        it.poll();

        assertThat(it.authority.requestedAfter()).containsExactly(0L, 30L);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1", "NYTT C/1");
    }

    @Test
    void whenTheWindowHasOrders_thenTheyAreReadAgainAndNeitherStoredNorCountedAsReceived() {
        FeedFixture it = FeedFixture.withPages(2, Duration.ofHours(2));
        IntStream.rangeClosed(1, 5).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));
        it.poll();
        it.authority.requests().clear();

        assertThat(it.poll())
                .isEqualTo(new CaughtUp(
                        4, ReadSummary.received(0, Set.of(FeedFixture.EMPLOYER.orgNumber())), delivered(0)));
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 2L, 4L, 5L);
        assertThat(it.host.told()).hasSize(5);
        assertThat(it.counts.read()).isEqualTo(read(5, 5));
    }

    @Test
    void whenTheWindowIsOver_thenAPassStartsAtTheCursorAgain() {
        FeedFixture it = FeedFixture.withPages(2, Duration.ofHours(2));
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.clock.add(Duration.ofHours(2));
        it.poll();
        it.authority.requests().clear();

        it.poll();

        assertThat(it.authority.requestedAfter()).containsExactly(5L);
    }

    @Test
    void whenSekvensnummerIsBeyond32Bits_thenCursorAndNextPageFollow() {
        FeedFixture it = FeedFixture.withPages(1);
        long beyond = Integer.MAX_VALUE + 10L;
        it.authority.publish(TestOrder.of("A", 1, beyond), TestOrder.of("B", 1, beyond + 1));

        it.poll();

        assertThat(it.authority.requestedAfter()).containsExactly(0L, beyond, beyond + 1);
        assertThat(it.state().cursor()).isEqualTo(beyond + 1);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenAFullPageBringsNoProgress_thenPassIsUnreadableAndWhatItHeldIsStoredAndDelivered() {
        FeedFixture it = FeedFixture.withPages(2);
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 9));
        it.authority.answerNext(
                TestOrder.of("A", 1, 5).json(), TestOrder.of("B", 1, 9).json());
        it.authority.answerNext(
                TestOrder.of("B", 1, 9).json(), TestOrder.of("C", 1, 8).json());

        assertThat(it.poll()).isInstanceOf(Unreadable.class);
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 9L);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1", "NYTT C/1");
    }

    @Test
    void whenAPageWithoutProgressIsNotFull_thenPassIsCaughtUp() {
        FeedFixture it = FeedFixture.withPages(2);
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.authority.answerNext(TestOrder.of("B", 1, 4).json());

        assertThat(it.poll()).isEqualTo(new CaughtUp(1, read(1, 1), delivered(1)));
        assertThat(it.state().cursor()).isEqualTo(5);
    }

    @Test
    void whenMoreThanAskedForArrives_thenAllOfItIsStoredAndTheNextPageAsked() {
        FeedFixture it = FeedFixture.withPages(1);
        it.authority.answerNext(
                TestOrder.of("A", 1, 5).json(), TestOrder.of("B", 1, 9).json());

        assertThat(it.poll()).isEqualTo(new CaughtUp(2, read(2, 2), delivered(2)));
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 9L);
    }

    @Test
    void whenAnOperatorMovesTheCursorBackWhileAPassReads_thenThePassLeavesItThere() {
        FeedFixture it = FeedFixture.withPages(1);
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6));
        it.poll();
        it.authority.publish(TestOrder.of("C", 1, 7), TestOrder.of("D", 1, 8));
        it.authority.beforeAnswer(request -> {
            if (request.after() == 7) {
                moveCursorBack(it);
            }
        });

        assertThat(it.poll()).isInstanceOf(CaughtUp.class);

        assertThat(it.state().cursor()).isZero();
        it.authority.recover();
        it.poll();
        assertThat(it.state().cursor()).isEqualTo(8);
    }

    private static void moveCursorBack(FeedFixture it) {
        it.store.inTransaction(FeedFixture.EMPLOYER.orgNumber(), () -> {
            it.store.save(it.state().withCursor(0));
            return it;
        });
    }
}
