package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static no.trekkpaalegg.feed.FeedFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.MoreToRead;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;

/** How much one run does for an employer before it is the next one's turn. */
class RunBudgetTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void whenMoreOrdersAreDueThanARunDelivers_thenTheRestComesInTheNextRunsWithoutAPass() {
        FeedFixture it = FeedFixture.with(new RunOptions(20, 2, LONG));
        publish(it, 5);

        Instant next = it.runDue();
        assertThat(it.host.told()).containsExactly("NYTT T1/1", "NYTT T2/1");
        assertThat(it.count(InboxState.PENDING)).isEqualTo(3);
        assertThat(next).isEqualTo(it.clock.instant().plusSeconds(1));
        int requests = it.authority.requests().size();

        it.runDue();
        it.runDue();
        assertThat(it.host.told()).containsExactly("NYTT T1/1", "NYTT T2/1", "NYTT T3/1", "NYTT T4/1", "NYTT T5/1");
        assertThat(it.authority.requests()).hasSize(requests);
        assertThat(it.runDue()).isEqualTo(it.state().nextPollAt());
    }

    @Test
    void whenTheTimeOfARunIsOver_thenTheRunningVersionIsFinishedAndTheRestComesInTheNextRun() {
        FeedFixture it = FeedFixture.with(new RunOptions(20, 1000, Duration.ofSeconds(10)));
        publish(it, 5);
        it.host.listener(event -> it.clock.add(Duration.ofSeconds(6)));

        it.runDue();
        assertThat(it.host.told()).containsExactly("NYTT T1/1", "NYTT T2/1");

        it.runDue();
        assertThat(it.host.told()).hasSize(4);
    }

    @Test
    void whenOneListenerCallTakesLongerThanARun_thenEveryRunStillDeliversOne() {
        FeedFixture it = FeedFixture.with(new RunOptions(20, 1000, Duration.ofSeconds(10)));
        publish(it, 3);
        it.host.listener(event -> it.clock.add(Duration.ofMinutes(1)));

        it.runDue();
        it.runDue();

        assertThat(it.host.told()).containsExactly("NYTT T1/1", "NYTT T2/1");
    }

    @Test
    void whenTheApplicationAsks_thenEverythingThatIsDueIsDelivered() {
        FeedFixture it = FeedFixture.with(new RunOptions(20, 2, Duration.ofSeconds(1)));
        publish(it, 5);
        it.host.listener(event -> it.clock.add(Duration.ofMinutes(1)));

        assertThat(it.poll()).isEqualTo(new CaughtUp(2, read(5, 5), delivered(5)));
    }

    @Test
    void whenThereAreMorePages_thenOrdersOfTheFirstAreDeliveredBeforeTheNextIsAskedFor() {
        FeedFixture it = FeedFixture.withPages(2);
        publish(it, 5);
        List<Integer> toldBefore = new ArrayList<>();
        it.authority.beforeAnswer(request -> toldBefore.add(it.host.told().size()));

        it.runDue();

        assertThat(toldBefore).containsExactly(0, 2, 4, 5);
    }

    @Test
    void whenTheServerNeverRunsOutOfPages_thenThePassEndsIsRecordedAndGoesOnInItsTurn() {
        FeedFixture it = withPages(2, 3);
        it.authority.beforeAnswer(request -> it.authority.publish(
                TestOrder.of("T" + (request.after() + 1), 1, request.after() + 1),
                TestOrder.of("T" + (request.after() + 2), 1, request.after() + 2)));

        try (FeedLog log = new FeedLog()) {
            assertThat(it.runDue()).isEqualTo(it.clock.instant().plusSeconds(1));
            assertThat(log.at(Level.INFO)).singleElement().asString().contains("6 received", "more to read");
        }
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 2L, 4L);
        assertThat(it.host.told()).hasSize(6);
        assertThat(it.state().lastOutcome()).isEqualTo("MoreToRead");
        assertThat(it.state().lastSuccessAt()).isEqualTo(it.clock.instant());

        it.runDue();
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 2L, 4L, 6L, 8L, 10L);
        assertThat(it.host.told()).hasSize(12);
    }

    @Test
    void whenTheApplicationAsksAndTheServerNeverRunsOutOfPages_thenThePassEndsToo() {
        FeedFixture it = withPages(1, 2);
        it.authority.beforeAnswer(
                request -> it.authority.publish(TestOrder.of("T" + request.after(), 1, request.after() + 1)));

        assertThat(it.poll()).isEqualTo(new MoreToRead(2, read(2, 2), delivered(2)));
    }

    /** The next passes would otherwise begin with the same pages again, and never get to the end. */
    @Test
    void whenTheReReadWindowHasMorePagesThanARunReads_thenTheFeedIsReadToItsEndAnyway() {
        FeedFixture it = withPages(2, 2, Duration.ofHours(2));
        publish(it, 7);

        it.runDue();
        it.runDue();
        it.runDue();
        assertThat(it.host.told()).hasSize(7);

        it.authority.publish(TestOrder.of("NEW", 1, 8));
        it.clock.add(Duration.ofMinutes(30));
        it.runDue();
        it.runDue();
        it.runDue();

        assertThat(it.authority.requestedAfter()).containsExactly(0L, 2L, 4L, 6L, 7L, 0L, 2L, 4L, 6L, 8L);
        assertThat(it.host.told()).hasSize(8);
    }

    @Test
    void whenAPageFails_thenTheNextPassGoesOnThereAndTheOneAfterReadsTheWindowAgain() {
        FeedFixture it = withPages(2, 20, Duration.ofHours(2));
        publish(it, 5);
        it.authority.beforeAnswer(request -> {
            if (request.after() == 2) {
                throw FakeAuthority.failure(FailureKind.TRANSIENT, FailureDetails.NONE);
            }
        });
        it.poll();
        it.authority.recover();

        it.poll();
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 2L, 2L, 4L, 5L);
        assertThat(it.host.told()).hasSize(5);

        it.authority.requests().clear();
        it.poll();
        assertThat(it.authority.requestedAfter()).startsWith(0L);
    }

    @Test
    void whenAnOperatorMovesTheCursorBackBetweenTwoRuns_thenTheNextStartsThere() {
        FeedFixture it = withPages(1, 2);
        publish(it, 5);
        it.runDue();
        it.store.inTransaction(FeedFixture.EMPLOYER.orgNumber(), () -> {
            it.store.save(it.state().withCursor(1));
            return it;
        });
        it.authority.requests().clear();

        it.runDue();

        assertThat(it.authority.requestedAfter()).startsWith(0L);
    }

    private static FeedFixture withPages(int pageSize, int maxPages) {
        return withPages(pageSize, maxPages, Duration.ZERO);
    }

    private static FeedFixture withPages(int pageSize, int maxPages, Duration window) {
        return new FeedFixture(new FeedOptions(
                new ReadOptions(pageSize, window, false, UnknownOrganisations.DELIVER),
                DeliveryOptions.defaults(),
                new PollOptions(Duration.ofMinutes(30), Duration.ZERO),
                new RunOptions(maxPages, 1000, LONG)));
    }

    private static void publish(FeedFixture it, int orders) {
        IntStream.rangeClosed(1, orders).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));
    }
}
