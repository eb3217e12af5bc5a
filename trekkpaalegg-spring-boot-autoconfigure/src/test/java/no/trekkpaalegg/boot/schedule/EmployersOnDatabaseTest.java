package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.IssuedOrder;
import org.junit.jupiter.api.Test;

/** Employers that come, go and are paused, on a schedule that is kept in the database. */
class EmployersOnDatabaseTest extends JdbcHostFixture {
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
}
