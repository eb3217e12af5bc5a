package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.DeliveryOptions;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.FeedOptions;
import no.trekkpaalegg.feed.FeedTelemetry;
import no.trekkpaalegg.feed.OrderReceiver;
import no.trekkpaalegg.feed.PollOptions;
import no.trekkpaalegg.feed.ReadOptions;
import no.trekkpaalegg.feed.RunOptions;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which employer is looked after when, and on how many threads. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class InProcessScheduleTest {
    private static final String A = "313367002";
    private static final String B = "313367010";
    private static final String C = "313367029";
    private static final String D = "313367037";

    private final List<Employer> configured = new CopyOnWriteArrayList<>();
    private final EmployerRegistry registry = new EmployerRegistry(() -> configured);
    private final WatchedClient client = new WatchedClient();
    private final List<CountDownLatch> latches = new ArrayList<>();
    private InProcessSchedule schedule;

    @AfterEach
    void stop() throws InterruptedException {
        latches.forEach(CountDownLatch::countDown);
        if (schedule != null) {
            schedule.stop();
        }
    }

    @Test
    void whenItStarts_thenFirstPassesAreSpreadOverTheInterval() {
        configure(A, B, C, D);
        long start = System.nanoTime();
        start(Duration.ofMillis(800), 4);
        await().until(() -> client.passes.keySet().containsAll(List.of(A, B, C, D)));

        assertThat(firstPass(A, start)).isLessThan(firstPass(B, start));
        assertThat(firstPass(B, start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(firstPass(C, start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(firstPass(D, start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }

    @Test
    void whenThereIsOneEmployer_thenItsFirstPassIsAtOnce() {
        configure(A);
        start(Duration.ofDays(1), 4);

        await().until(() -> client.passes(A) == 1);
    }

    @Test
    void whenAnIntervalIsOver_thenTheEmployerIsPolledAgain() {
        configure(A);
        start(Duration.ofMillis(100), 1);

        await().until(() -> client.passes(A) >= 3);
    }

    @Test
    void whenAPassRuns_thenItsThreadIsADaemonWithATellingName() {
        configure(A);
        start(Duration.ofDays(1), 1);
        await().until(() -> client.passes(A) == 1);

        Thread thread = client.passes.get(A).get(0).thread();
        assertThat(thread.getName()).startsWith("trekkpaalegg-");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void whenOneEmployerBlocks_thenTheOthersArePolledAndItIsNotOnTwoThreads() {
        configure(A, B);
        client.blocked.put(A, latch());
        start(Duration.ofMillis(100), 2);
        await().until(() -> client.passes(A) == 1);

        for (int i = 0; i < 10; i++) {
            schedule.employersChanged();
        }
        await().until(() -> client.passes(B) >= 3);

        assertThat(client.passes(A)).isEqualTo(1);
    }

    @Test
    void whenABlockedEmployerIsTakenOutAndPutBack_thenItIsNotOnTwoThreads() {
        configure(A, B);
        client.blocked.put(A, latch());
        start(Duration.ofMillis(100), 2);
        await().until(() -> client.passes(A) == 1 && client.passes(B) >= 1);

        configure(B);
        configure(A, B);
        int before = client.passes(B);

        await().until(() -> client.passes(B) >= before + 2);
    }

    @Test
    void whenAnEmployerIsAdded_thenItIsPolledWithoutARestart() {
        configure(A);
        start(Duration.ofDays(1), 2);
        await().until(() -> client.passes(A) == 1);

        configure(A, B);

        await().until(() -> client.passes(B) == 1);
        assertThat(client.passes(A)).isEqualTo(1);
    }

    @Test
    void whenAnEmployerIsRemoved_thenItIsNoLongerPolledAndTheOthersAre() {
        configure(A, B);
        start(Duration.ofMillis(100), 2);
        await().until(() -> client.passes(A) >= 2 && client.passes(B) >= 2);

        configure(B);
        int lastOfA = client.passes(A);
        int before = client.passes(B);
        await().until(() -> client.passes(B) >= before + 2);

        // One may have been under way when it was removed.
        assertThat(client.passes(A)).isLessThanOrEqualTo(lastOfA + 1);
    }

    @Test
    void whenItIsStopped_thenTheCallInFlightIsCutOffAndNothingMoreBegins() throws InterruptedException {
        configure(A, B);
        client.blocked.put(A, latch());
        start(Duration.ofSeconds(2), 1);
        await().until(() -> client.passes(A) == 1);

        schedule.stop();

        assertThat(client.passes(B)).isZero();
        schedule.employersChanged();
        assertThat(client.passes.get(A)).hasSize(1);
        // The executor counts a thread as gone a moment before it is.
        await().until(() ->
                client.passes.get(A).stream().noneMatch(pass -> pass.thread().isAlive()));
    }

    @Test
    void whenAPassDiesOfAnError_thenThatIsLogged(CapturedOutput output) {
        configure(A);
        client.dying.put(A, new OutOfMemoryError("simulated"));
        start(Duration.ofMillis(100), 1);

        await().untilAsserted(() -> assertThat(output).contains("employer " + A, "OutOfMemoryError"));
    }

    private void configure(String... orgNumbers) {
        configured.clear();
        Stream.of(orgNumbers).map(Employer::systemUser).forEach(configured::add);
        registry.refresh();
        if (schedule != null) {
            schedule.employersChanged();
        }
    }

    private void start(Duration interval, int concurrency) {
        FeedOptions options = new FeedOptions(
                ReadOptions.defaults(),
                DeliveryOptions.defaults(),
                new PollOptions(interval, Duration.ZERO),
                RunOptions.defaults());
        Feed feed = new Feed(
                client,
                new InMemoryFeedStore(),
                new Nobody(),
                registry::isConfigured,
                options,
                FeedTelemetry.NONE,
                Clock.systemUTC());
        schedule = new InProcessSchedule(feed, registry, interval, concurrency, Clock.systemUTC());
        schedule.start();
    }

    private CountDownLatch latch() {
        CountDownLatch latch = new CountDownLatch(1);
        latches.add(latch);
        return latch;
    }

    private Duration firstPass(String orgNumber, long start) {
        return Duration.ofNanos(client.passes.get(orgNumber).get(0).nanos() - start);
    }

    private record Pass(Thread thread, long nanos) {}

    /** Has no orders for anyone; tells who asked when, and keeps callers waiting if it is told to. */
    private static final class WatchedClient implements OrderReader {
        private final Map<String, List<Pass>> passes = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> blocked = new ConcurrentHashMap<>();
        private final Map<String, Error> dying = new ConcurrentHashMap<>();

        private int passes(String orgNumber) {
            return passes.getOrDefault(orgNumber, List.of()).size();
        }

        @Override
        public List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit) {
            String orgNumber = employer.orgNumber();
            passes.computeIfAbsent(orgNumber, any -> new CopyOnWriteArrayList<>())
                    .add(new Pass(Thread.currentThread(), System.nanoTime()));
            if (dying.containsKey(orgNumber)) {
                throw dying.get(orgNumber);
            }
            if (blocked.containsKey(orgNumber)) {
                awaitRelease(blocked.get(orgNumber));
            }
            return List.of();
        }

        private static void awaitRelease(CountDownLatch release) {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void readAll(Employer employer, Consumer<ReceivedOrder> consumer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ReceivedOrder> readVersion(Employer employer, String trekkid, int trekkversjon) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Nobody implements OrderReceiver {
        @Override
        public boolean isListening() {
            return false;
        }

        @Override
        public boolean isListeningTo(Class<? extends TrekkpaaleggEvent> type) {
            return false;
        }

        @Override
        public void receive(TrekkpaaleggEvent event) {
            throw new AssertionError("nobody listens");
        }
    }
}
