package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.endret;
import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.SwitchableDataSource;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** From the authority to the host's own table, and what of it survives. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class JdbcEndToEndTest {
    private static final String OWN = "313367002";
    private static final String CUSTOMER = TestEmployers.numbers(1).get(0);
    private static final Duration SOON = Duration.ofSeconds(30);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final HikariDataSource pool = TestH2.freshDatabase();
    private final SwitchableDataSource dataSource = new SwitchableDataSource(pool);
    private final TestDatabase database = new TestDatabase(pool);
    private final Ledger ledger = new Ledger(dataSource);

    @BeforeEach
    void createTables() {
        TestSchema.BY_HAND.create(pool, "h2");
        new JdbcTemplate(pool).execute(Ledger.TABLE);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whenAnOrderIsIssued_thenTheListenersRowAndTheMarkAreThere() {
        IssuedOrder order = simulator.issue(OWN);

        try (TestHost host = own().start()) {
            awaitLedger(nytt(order));
            await().atMost(SOON).until(() -> database.inbox("DELIVERED") == 1);
            assertThat(database.keptElements()).isZero();
        }
    }

    @Test
    void whenElementsAreToBeKept_thenTheyAreThereAfterDelivery() {
        simulator.issue(OWN);

        try (TestHost host = own().with("trekkpaalegg.store.retention", "1d").start()) {
            await().atMost(SOON).until(() -> database.inbox("DELIVERED") == 1);
            assertThat(database.keptElements()).isEqualTo(1);
        }
    }

    @Test
    void whenTheListenerThrows_thenItsRowIsRolledBackAndTheOrderComesAgain() {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch looked = new CountDownLatch(1);
        IssuedOrder order = simulator.issue(OWN);

        try (TestHost host = afterWriting(event -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("payroll is closed");
                    }
                    awaitLatch(looked);
                })
                .start()) {
            await().atMost(SOON).until(() -> attempts.get() == 2);
            assertThat(database.ledger()).isEmpty();
            assertThat(database.inbox("FAILED")).isEqualTo(1);

            looked.countDown();

            awaitLedger(nytt(order));
        }
    }

    @Test
    void whenTheHostRestarts_thenNothingIsDeliveredTwice() {
        IssuedOrder before = simulator.issue(OWN);
        try (TestHost host = own().start()) {
            awaitLedger(nytt(before));
        }
        IssuedOrder after = simulator.issue(OWN);
        IssuedOrder changed = simulator.change(before.trekkid(), order -> order);

        try (TestHost host = own().start()) {
            awaitLedger(nytt(before), nytt(after), endret(changed));
            PassResult again = host.poller().reconcile(OWN);
            assertThat(again.delivery().delivered()).isZero();
        }
        assertThat(database.ledger()).hasSize(3);
    }

    @Test
    void whenTheHostRestartsBeforeTheIntervalIsOver_thenOnlyWhatFailedIsPolledAtOnce() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.denyAccess(OWN);
        try (TestHost host =
                ownAndCustomer().with("trekkpaalegg.poller.interval", "1h").start()) {
            host.poller().poll(CUSTOMER);
            host.poller().poll(OWN);
            await().atMost(SOON).until(() -> database.pickedTasks() == 0 && database.failures(OWN) > 0);
        }
        simulator.restoreAccess(OWN);
        IssuedOrder own = simulator.issue(OWN);
        simulator.issue(CUSTOMER);
        simulator.clearObservations();

        try (TestHost host =
                ownAndCustomer().with("trekkpaalegg.poller.interval", "1h").start()) {
            awaitLedger(nytt(own));
            assertThat(simulator.tokensIssuedFor(CUSTOMER)).isZero();
            await().atMost(SOON).until(() -> database.failures(OWN) == 0);
        }
    }

    @Test
    void whenEmployersComeAndGo_thenTheyArePolledAsLongAsTheyAreThere() {
        simulator.approveSystemUser(CUSTOMER);
        List<Employer> employers = new CopyOnWriteArrayList<>(List.of(Employer.own(OWN)));

        try (TestHost host = own().employers(() -> employers).start()) {
            awaitLedger(nytt(simulator.issue(OWN)));

            employers.add(Employer.systemUser(CUSTOMER));
            IssuedOrder customers = simulator.issue(CUSTOMER);
            await().atMost(SOON).until(() -> database.ledger().contains(nytt(customers)));

            employers.remove(0);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.tasks()).containsExactly(CUSTOMER));
            simulator.issue(OWN);
            IssuedOrder second = simulator.issue(CUSTOMER);
            await().atMost(SOON).until(() -> database.ledger().contains(nytt(second)));
            assertThat(database.ledger()).hasSize(3);
        }
    }

    @Test
    void whenTheEmployersCannotBeRead_thenTheKnownOnesArePolledOn() {
        AtomicBoolean broken = new AtomicBoolean();

        try (TestHost host = own().employers(() -> {
                    if (broken.get()) {
                        throw new IllegalStateException("the customer register is away");
                    }
                    return List.of(Employer.own(OWN));
                })
                .start()) {
            awaitLedger(nytt(simulator.issue(OWN)));
            broken.set(true);
            IssuedOrder order = simulator.issue(OWN);

            await().atMost(SOON).until(() -> database.ledger().contains(nytt(order)));
        }
    }

    @Test
    void whenANodeCannotReadTheEmployersAtAll_thenItLeavesTheTasksOfOthersAlone() {
        database.insertTask(OWN, Instant.now().minusSeconds(10));

        try (TestHost host = own().employers(() -> {
                    throw new IllegalStateException("the customer register is away");
                })
                .start()) {
            await().atMost(SOON).until(() -> database.dueAt(OWN).isAfter(Instant.now()));
            assertThat(database.tasks()).containsExactly(OWN);
        }
    }

    @Test
    void whenATaskIsOfAnEmployerThatIsGone_thenItEnds() {
        database.insertTask(CUSTOMER, Instant.now());

        try (TestHost host = own().start()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.tasks()).containsExactly(OWN));
        }
    }

    @Test
    void whenAnEmployerIsPaused_thenItStaysSoAcrossARestartUntilItIsResumed() {
        IssuedOrder first = simulator.issue(OWN);
        try (TestHost host = own().with("trekkpaalegg.poller.interval", "1h").start()) {
            awaitLedger(nytt(first));
            host.poller().pause(OWN);
        }
        assertThat(database.dueAt(OWN)).isAfter(Instant.now().plusSeconds(600));
        IssuedOrder meanwhile = simulator.issue(OWN);

        try (TestHost host = own().with("trekkpaalegg.poller.interval", "1h").start()) {
            assertThat(host.poller().poll(OWN)).isInstanceOf(PassResult.Paused.class);
            assertThat(database.ledger()).containsExactly(nytt(first));

            host.poller().resume(OWN);

            awaitLedger(nytt(first), nytt(meanwhile));
        }
    }

    @Test
    void whenAnEmployerIsPausedWhileOrdersAreDelivered_thenOnlyTheRunningOneIsFinished() throws Exception {
        CountDownLatch inListener = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        simulator.issue(OWN);
        simulator.issue(OWN);

        try (TestHost host = afterWriting(event -> {
                    inListener.countDown();
                    awaitLatch(goOn);
                })
                .with("trekkpaalegg.poller.interval", "1h")
                .start()) {
            awaitLatch(inListener);
            // A pause waits for the delivery that is on its way.
            FutureTask<Boolean> pausing = inBackground(() -> host.poller().pause(OWN));
            goOn.countDown();
            pausing.get(30, TimeUnit.SECONDS);
            await().atMost(SOON).until(() -> database.pickedTasks() == 0);
            int delivered = database.ledger().size();
            assertThat(delivered).isBetween(1, 2);

            host.poller().resume(OWN);
            await().atMost(SOON).until(() -> database.ledger().size() == 2);
        }
    }

    @Test
    void whenANodeIsDead_thenAnotherTakesOver() {
        database.insertPickedTask(OWN, Duration.ofMinutes(1));
        IssuedOrder order = simulator.issue(OWN);

        try (TestHost host = own().start()) {
            awaitLedger(nytt(order));
        }
    }

    @Test
    void whenANodeIsAlive_thenNobodyTakesOver() {
        simulator.approveSystemUser(CUSTOMER);
        database.insertPickedTask(OWN, Duration.ofSeconds(-30));
        simulator.issue(OWN);

        try (TestHost host = ownAndCustomer().start()) {
            // The other employer has been polled several times, and dead nodes have been looked for.
            for (int i = 0; i < 3; i++) {
                IssuedOrder order = simulator.issue(CUSTOMER);
                await().atMost(SOON).until(() -> database.ledger().contains(nytt(order)));
            }
            assertThat(simulator.tokensIssuedFor(OWN)).isZero();
        }
    }

    @Test
    void whenTheHostShutsDown_thenTheRunningOrderIsFinishedAndNoOtherBegun(CapturedOutput output) throws Exception {
        CountDownLatch inListener = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        IssuedOrder first = simulator.issue(OWN);
        simulator.issue(OWN);
        Set<Thread> before = threads();
        TestHost host = afterWriting(event -> {
                    inListener.countDown();
                    awaitLatch(goOn);
                })
                .start();
        awaitLatch(inListener);

        FutureTask<Boolean> closing = inBackground(host::close);
        // The schedule's own thread ends once the feed knows that it is to stop.
        await().atMost(SOON).until(() -> added(before).contains("trekkpaalegg-stop"));
        await().atMost(SOON).until(() -> !added(before).contains("trekkpaalegg-schedule-1"));
        assertThat(closing).isNotDone();
        goOn.countDown();
        closing.get(30, TimeUnit.SECONDS);

        assertThat(database.ledger()).containsExactly(nytt(first));
        assertThat(database.inbox("DELIVERED")).isEqualTo(1);
        assertThat(database.inbox("PENDING")).isEqualTo(1);
        assertThat(database.pickedTasks()).isZero();
        assertThat(output)
                .contains("The stop waits for the application's listener")
                .contains("employer " + OWN + " (trekkid " + first.trekkid())
                .doesNotContain("PT24H");
        await().atMost(SOON).until(() -> added(before).isEmpty());
    }

    @Test
    void whenTheDatabaseIsAwayAtStart_thenTheHostStartsAndOrdersFlowOnceItIsBack() {
        IssuedOrder order = simulator.issue(OWN);
        dataSource.setAway(true);

        try (TestHost host = own().start()) {
            assertThat(host.poller().poll(OWN)).isInstanceOf(PassResult.StoreFailed.class);
            dataSource.setAway(false);

            awaitLedger(nytt(order));
        }
    }

    @Test
    void whenTheDatabaseIsAwayForAWhile_thenTheScheduleOutlivesIt(CapturedOutput output) {
        try (TestHost host = own().start()) {
            awaitLedger(nytt(simulator.issue(OWN)));
            dataSource.setAway(true);
            await().atMost(SOON).until(() -> dataSource.hasRefused("trekkpaalegg-due-"));
            IssuedOrder order = simulator.issue(OWN);
            dataSource.setAway(false);

            await().atMost(SOON).until(() -> database.ledger().contains(nytt(order)));
            assertThat(output.getOut().split("The polling schedule waits for the database", -1))
                    .hasSize(2);
            assertThat(output)
                    .contains("The database is back, and the polling schedule goes on")
                    .doesNotContain("RunUntilShutdown", "Unhandled exception");
        }
    }

    @Test
    void whenTheDatabaseIsGoneAfterADelivery_thenTheRestIsDeliveredWhenItIsBack() {
        IssuedOrder first = simulator.issue(OWN);
        IssuedOrder second = simulator.issue(OWN);
        AtomicBoolean gone = new AtomicBoolean();

        try (TestHost host = afterWriting(event -> dataSource.setAway(gone.compareAndSet(false, true)))
                .start()) {
            await().atMost(SOON).until(() -> dataSource.hasRefused("trekkpaalegg-1"));
            await().atMost(SOON).until(() -> dataSource.hasRefused("trekkpaalegg-due-"));
            assertThat(database.ledger()).containsExactly(nytt(first));
            assertThat(database.pickedTasks()).isEqualTo(1);
            dataSource.setAway(false);

            // The feed tries a store that failed again after a minute.
            await().atMost(Duration.ofSeconds(90)).until(() -> database.ledger().size() == 2);
            assertThat(database.ledger()).containsExactlyInAnyOrder(nytt(first), nytt(second));
        }
    }

    @Test
    void whenThePoolDoesNotCommitByItself_thenTheScheduleDoes() {
        HikariDataSource other = new HikariDataSource();
        other.setJdbcUrl(pool.getJdbcUrl());
        other.setAutoCommit(false);
        try (other;
                TestHost host =
                        own().database(other).listener(new Ledger(other)).start()) {
            awaitLedger(nytt(simulator.issue(OWN)));
            assertThat(database.tasks()).containsExactly(OWN);
        }
    }

    private TestHost.Setup own() {
        return TestHost.at(simulator)
                .polling("1s")
                .with("trekkpaalegg.delivery.initial-backoff", "100ms")
                .database(dataSource)
                .listener(ledger);
    }

    private TestHost.Setup afterWriting(Consumer<TrekkpaaleggEvent> action) {
        ledger.afterWriting(action);
        return own();
    }

    private TestHost.Setup ownAndCustomer() {
        return own().with("trekkpaalegg.employers[0].org-number", CUSTOMER)
                .with("trekkpaalegg.employers[0].access", "system-user");
    }

    private void awaitLedger(String... lines) {
        await().atMost(SOON).untilAsserted(() -> assertThat(database.ledger()).containsExactlyInAnyOrder(lines));
    }

    private static FutureTask<Boolean> inBackground(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        new Thread(task).start();
        return task;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("trekkpaalegg-"))
                .collect(Collectors.toSet());
    }

    private static List<String> added(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .toList();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
