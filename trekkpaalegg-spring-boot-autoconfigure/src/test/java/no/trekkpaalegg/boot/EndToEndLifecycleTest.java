package no.trekkpaalegg.boot;

import static no.trekkpaalegg.boot.RecordingListener.endret;
import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.Fault;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.SimulatorOptions;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A host with the poller on its schedule: how it starts, runs and ends. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class EndToEndLifecycleTest {
    private static final String CUSTOMER = "313367010";

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static final String own = SimulatorOptions.defaults().ownOrganisation();

    private final RecordingListener listener = new RecordingListener();

    @Test
    void whenTheHostRuns_thenOrdersKeepComing() {
        IssuedOrder first = simulator.issue(own);
        try (TestHost host = setup().start()) {
            awaitReceived(nytt(first));
            IssuedOrder second = simulator.issue(own);
            IssuedOrder changed = simulator.change(first.trekkid(), order -> order);
            awaitReceived(nytt(first), nytt(second), endret(changed));
        }
    }

    @Test
    void whenNothingCanBeReachedAtStart_thenTheHostStartsAndLaterOrdersCome(
            @TempDir Path directory, CapturedOutput output) throws IOException {
        TrekkpaaleggSimulator gone = TrekkpaaleggSimulator.start();
        int port = gone.baseUrl().getPort();
        Path key = Files.writeString(directory.resolve("key.jwk"), gone.privateKeyJwk());
        TestHost.Setup setup = TestHost.at(gone)
                .with("trekkpaalegg.maskinporten.private-key", "file:" + key)
                .polling("1s")
                .listener(listener);
        gone.close();

        try (TestHost host = setup.start()) {
            assertThat(host.context().isRunning()).isTrue();
            await().until(() -> output.getAll().contains("Unavailable"));
            try (TrekkpaaleggSimulator back =
                    TrekkpaaleggSimulator.start(SimulatorOptions.defaults().withPort(port))) {
                Files.writeString(key, back.privateKeyJwk());
                IssuedOrder order = back.issue(own);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(listener.received()).containsExactly(nytt(order)));
            }
        }
    }

    @Test
    void whenTheListenerFailsOnce_thenTheScheduleTriesAgain() {
        CountDownLatch failed = new CountDownLatch(1);
        listener.doing(event -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("not now");
            }
        });
        IssuedOrder order = simulator.issue(own);
        try (TestHost host = setup().with("trekkpaalegg.delivery.initial-backoff", "1ms")
                .with("trekkpaalegg.poller.interval", "1h")
                .start()) {
            awaitReceived(nytt(order));
        }
        assertThat(listener.calls()).isEqualTo(2);
    }

    @Test
    void whenTheHostIsLazy_thenOrdersAreReceivedAnyway() {
        IssuedOrder order = simulator.issue(own);
        try (TestHost host =
                setup().with("spring.main.lazy-initialization", "true").start()) {
            awaitReceived(nytt(order));
        }
    }

    @Test
    void whenTwoHostsRunInOneProcess_thenEachGetsItsOrdersAndLivesOnItsOwn() {
        RecordingListener other = new RecordingListener();
        try (TrekkpaaleggSimulator elsewhere = TrekkpaaleggSimulator.start();
                TestHost survivor =
                        TestHost.at(elsewhere).polling("1s").listener(other).start()) {
            IssuedOrder here = simulator.issue(own);
            try (TestHost host = setup().start()) {
                awaitReceived(nytt(here));
            }
            IssuedOrder there = elsewhere.issue(own);
            await().untilAsserted(() -> assertThat(other.received()).containsExactly(nytt(there)));
        }
        assertThat(listener.events()).hasSize(1);
    }

    @Test
    void whenEmployersComeAndGo_thenNoRestartIsNeeded() {
        List<Employer> employers = new CopyOnWriteArrayList<>();
        EmployerSource customers = () -> List.copyOf(employers);
        simulator.approveSystemUser(CUSTOMER);
        IssuedOrder order = simulator.issue(CUSTOMER);
        try (TestHost host = setup().without("trekkpaalegg.org-number")
                .with("trekkpaalegg.poller.min-interval", "1ms")
                .with("trekkpaalegg.poller.interval", "200ms")
                .bean("customers", customers)
                .start()) {
            employers.add(Employer.systemUser(CUSTOMER));
            awaitReceived(nytt(order));

            employers.clear();
            EmployerRegistry registry = host.bean(EmployerRegistry.class);
            await().until(() -> registry.all().isEmpty());
        }
    }

    @Test
    void whenTheHostGoesDown_thenTheRunningOrderIsFinishedAndNoOtherBegun() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        listener.doing(event -> {
            begun.countDown();
            awaitUninterrupted(release);
        });
        IssuedOrder first = simulator.issue(own);
        simulator.issue(own);
        TestHost host = setup().start();
        FeedStore store = host.bean(FeedStore.class);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        Thread closing = new Thread(host::close, "closing");
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(host.context().isActive()).isTrue();
        release.countDown();
        closing.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(closing.isAlive()).isFalse();
        assertThat(listener.received()).containsExactly(nytt(first));
        assertThat(listener.calls()).isEqualTo(1);
        assertThat(store.countByState(own))
                .containsEntry(InboxState.DELIVERED, 1L)
                .containsEntry(InboxState.PENDING, 1L);
    }

    @Test
    void whenTheListenerTakesLongerThanTheHostGrants_thenTheHostGoesDownAnyway() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        listener.doing(event -> {
            begun.countDown();
            awaitUninterrupted(release);
        });
        simulator.issue(own);
        TestHost host = setup().with("spring.lifecycle.timeout-per-shutdown-phase", "200ms")
                .start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        host.close();

        assertThat(host.context().isActive()).isFalse();
        assertThat(listener.received()).isEmpty();
        release.countDown();
    }

    /** The test environment is often away: that must not hold up a host that goes down. */
    @Test
    void whenTheApiDoesNotAnswer_thenTheHostGoesDownWithinItsTime() {
        CountDownLatch release = new CountDownLatch(1);
        simulator.injectApiFault(Fault.heldUntil(release), 1);
        TestHost host = setup().with("spring.lifecycle.timeout-per-shutdown-phase", "500ms")
                .start();
        await().until(() -> simulator.apiRequestCount() == 1);

        host.close();

        assertThat(host.context().isActive()).isFalse();
        release.countDown();
    }

    @Test
    void whenTheHostIsStoppedAndStartedAgain_thenOrdersComeAgain() {
        assertThatOrdersComeAgain(setup());
    }

    @Test
    void whenAHostWithADatabaseIsStoppedAndStartedAgain_thenOrdersComeAgain() {
        try (HikariDataSource database = TestH2.freshDatabase()) {
            assertThatOrdersComeAgain(setup().bean("database", database));
        }
    }

    /** Spring stops and starts contexts for a checkpoint, and in tests. */
    private void assertThatOrdersComeAgain(TestHost.Setup setup) {
        try (TestHost host = setup.start()) {
            IssuedOrder first = simulator.issue(own);
            awaitReceived(nytt(first));
            host.context().stop();
            IssuedOrder second = simulator.issue(own);

            host.context().start();

            awaitReceived(nytt(first), nytt(second));
            assertThat(host.poll(own)).isInstanceOf(CaughtUp.class);
        }
    }

    private TestHost.Setup setup() {
        return TestHost.at(simulator).polling("1s").listener(listener);
    }

    private void awaitReceived(String... expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(listener.received()).containsExactlyInAnyOrder(expected));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
