package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.StuckOrders;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.TrekkpaaleggPoller.Handled;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator does about many stuck order versions at once. */
@Timeout(120)
class StuckOrdersTest {
    private static final String ONE = "310000019";
    private static final String OTHER = "313367002";
    private static final Instant NIGHT = Instant.parse("2026-03-05T02:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-03-05T07:00:00Z");
    private static final StuckOrders PARKED = StuckOrders.in(InboxState.PARKED);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final HikariDataSource pool = TestH2.freshDatabase();
    private final RecordingListener listener = new RecordingListener();
    private TestHost host;
    private TrekkpaaleggPoller poller;
    private FeedStore store;

    @BeforeEach
    void start() {
        TestSchema.BY_HAND.create(pool, "h2");
        host = TestHost.at(simulator)
                .database(pool)
                .employers(() -> List.of(Employer.systemUser(ONE), Employer.own(OTHER)))
                .listener(listener)
                .start();
        poller = host.poller();
        store = host.bean(FeedStore.class);
    }

    @AfterEach
    void close() {
        host.close();
        pool.close();
    }

    @Test
    void whenAllParkedOnesAreRetried_thenThoseOfAllEmployersAre() {
        stuck(ONE, 3, NIGHT, entry -> entry.parked("the database was away"));
        stuck(OTHER, 2, NIGHT, entry -> entry.parked("the database was away"));

        assertThat(poller.retry(PARKED)).isEqualTo(new Handled(5, 0));

        assertThat(store.countByState(ONE)).containsOnlyKeys(InboxState.PENDING);
        assertThat(store.countByState(OTHER)).containsOnlyKeys(InboxState.PENDING);
        host.poll(OTHER);
        assertThat(listener.received()).hasSize(2);
    }

    @Test
    void whenThoseOfOneEmployerAreRetried_thenTheOthersStay() {
        stuck(ONE, 3, NIGHT, entry -> entry.parked("the database was away"));
        stuck(OTHER, 2, NIGHT, entry -> entry.parked("the database was away"));

        assertThat(poller.retry(PARKED.of(OTHER))).isEqualTo(new Handled(2, 0));

        assertThat(store.countByState(ONE)).containsOnlyKeys(InboxState.PARKED);
    }

    /** More than are changed in one transaction. */
    @Test
    void whenThereAreMany_thenAllAreHandled() {
        stuck(ONE, 250, NIGHT, entry -> entry.parked("the database was away"));

        assertThat(poller.discard(PARKED, "handled by hand")).isEqualTo(new Handled(250, 0));

        assertThat(store.countByState(ONE)).containsOnlyKeys(InboxState.DISCARDED);
        assertThat(poller.discard(PARKED, "handled by hand")).isEqualTo(new Handled(0, 0));
    }

    @Test
    void whenTheCauseAndTheTimeAreGiven_thenOnlyThoseThatFitBothAreHandled() {
        InboxKey night = stuck(ONE, 1, NIGHT, entry -> entry.parked("the database was away"));
        InboxKey morning = stuck(ONE, 1, MORNING, entry -> entry.parked("the database was away"));
        InboxKey bug = stuck(ONE, 1, MORNING, entry -> entry.parked("unknown employee"));
        InboxKey pending = stuck(ONE, 1, MORNING, UnaryOperator.identity());

        assertThat(poller.discard(PARKED.withCause("database").since(MORNING), "by hand"))
                .isEqualTo(new Handled(1, 0));

        assertThat(stateOf(morning)).isEqualTo(InboxState.DISCARDED);
        assertThat(stateOf(night)).isEqualTo(InboxState.PARKED);
        assertThat(stateOf(bug)).isEqualTo(InboxState.PARKED);
        assertThat(stateOf(pending)).isEqualTo(InboxState.PENDING);
    }

    @Test
    void whenARejectedOneCannotBeUnderstood_thenItIsLeftAndTheOthersAreRetried() {
        stuck(ONE, 2, NIGHT, entry -> entry.parked("the database was away"));
        store.inTransaction(ONE, () -> {
            store.insert(List.of(
                    InboxEntry.rejected(new InboxKey(ONE, "odd", 1, ""), 99, "{}", NIGHT, "skyldner is missing")));
            return ONE;
        });

        assertThat(poller.retry(StuckOrders.in(InboxState.PARKED, InboxState.REJECTED)))
                .isEqualTo(new Handled(2, 1));
    }

    @Test
    void whenAnEmployerIsBusy_thenItIsLeftAndTheOthersAreHandled() throws InterruptedException {
        stuck(ONE, 2, NIGHT, entry -> entry.parked("the database was away"));
        stuck(OTHER, 2, NIGHT, entry -> entry.parked("the database was away"));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = new Thread(() -> store.inTransaction(ONE, () -> {
            held.countDown();
            await().atMost(Duration.ofMinutes(2)).until(() -> release.getCount() == 0);
            return ONE;
        }));
        holder.start();
        held.await();
        try {
            assertThat(poller.retry(PARKED)).isEqualTo(new Handled(2, 2));
        } finally {
            release.countDown();
            holder.join();
        }
    }

    @Test
    void whenListedPageByPage_thenEachComesOnceByEmployerAndWhatNeedsAnOperatorFirst() {
        stuck(OTHER, 3, NIGHT, entry -> entry.parked("a"));
        stuck(ONE, 2, NIGHT, entry -> entry.failed(MORNING, "b"));
        stuck(ONE, 3, NIGHT, entry -> entry.parked("c"));
        StuckOrders all =
                new StuckOrders(null, Set.of(InboxState.FAILED, InboxState.PARKED, InboxState.PENDING), null, null);

        List<InboxEntry> listed = new ArrayList<>();
        Optional<InboxEntry> last = Optional.empty();
        List<InboxEntry> page = poller.findStuck(all, last, 3);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page);
            last = Optional.of(page.get(page.size() - 1));
            page = poller.findStuck(all, last, 3);
        }

        assertThat(listed)
                .extracting(entry -> entry.key().employer() + " " + entry.state())
                .containsExactly(
                        ONE + " PARKED",
                        ONE + " PARKED",
                        ONE + " PARKED",
                        ONE + " FAILED",
                        ONE + " FAILED",
                        OTHER + " PARKED",
                        OTHER + " PARKED",
                        OTHER + " PARKED");
        assertThat(listed).extracting(InboxEntry::key).doesNotHaveDuplicates();
    }

    @Test
    void whenTheEmployerIsUnknownOrTheReasonIsMissing_thenNothingIsDone() {
        stuck(ONE, 1, NIGHT, entry -> entry.parked("the database was away"));

        assertThatIllegalArgumentException().isThrownBy(() -> poller.retry(PARKED.of("971648199")));
        assertThatIllegalArgumentException().isThrownBy(() -> poller.discard(PARKED, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> StuckOrders.in(InboxState.DELIVERED));
        assertThat(store.countByState(ONE)).containsOnlyKeys(InboxState.PARKED);
    }

    /** The key of the last of them. */
    private InboxKey stuck(String employer, int count, Instant received, UnaryOperator<InboxEntry> step) {
        List<InboxEntry> entries = IntStream.range(0, count)
                .mapToObj(any -> simulator.issue(employer))
                .map(order -> InboxEntry.pending(
                        new InboxKey(employer, order.trekkid(), order.trekkversjon(), "aktiv"),
                        order.sekvensnummer(),
                        order.json(),
                        received))
                .map(step)
                .toList();
        store.inTransaction(employer, () -> {
            store.insert(entries);
            return employer;
        });
        return entries.get(count - 1).key();
    }

    private InboxState stateOf(InboxKey key) {
        return store.find(key).orElseThrow().state();
    }
}
