package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.test.IssuedOrder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** The database is away for a while, or another node is. */
class DatabaseAwayTest extends JdbcHostFixture {
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
}
