package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.endret;
import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.test.IssuedOrder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** From the authority to the host's own table, and what of it survives a restart. */
class JdbcEndToEndTest extends JdbcHostFixture {
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
}
