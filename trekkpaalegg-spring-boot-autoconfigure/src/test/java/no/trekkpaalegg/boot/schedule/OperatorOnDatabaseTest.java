package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator does about stuck orders, where they are kept in a database and the schedule has to be woken. */
@Timeout(120)
class OperatorOnDatabaseTest {
    private static final String OWN = "313367002";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
    private final HikariDataSource pool = TestH2.freshDatabase();
    private final TestDatabase database = new TestDatabase(pool);
    private final AtomicBoolean failing = new AtomicBoolean(true);

    @BeforeEach
    void createTables() {
        TestSchema.BY_HAND.create(pool, "h2");
        TestHost.createLedger(pool);
    }

    @AfterEach
    void close() {
        simulator.close();
        pool.close();
    }

    @Test
    void whenAParkedOrderIsRetried_thenItIsDeliveredBeforeTheNextPassIsDue() {
        IssuedOrder order = simulator.issue(OWN);
        try (TestHost host = host()) {
            host.poller().poll(OWN);
            assertThat(database.inbox("PARKED")).isEqualTo(1);
            assertThat(database.ledger()).isEmpty();
            failing.set(false);

            assertThat(host.poller().retry(key(order))).isTrue();

            await().atMost(SOON).until(() -> database.inbox("DELIVERED") == 1);
            assertThat(database.ledger()).hasSize(1);
        }
    }

    @Test
    void whenAParkedOrderIsDiscarded_thenItIsNotDeliveredAnyMore() {
        IssuedOrder order = simulator.issue(OWN);
        try (TestHost host = host()) {
            host.poller().poll(OWN);
            failing.set(false);

            assertThat(host.poller().discard(key(order), "handled by hand")).isTrue();
            assertThat(host.poller().retry(key(order))).isFalse();
            host.poller().poll(OWN);

            assertThat(database.inbox("DISCARDED")).isEqualTo(1);
            assertThat(database.ledger()).isEmpty();
        }
    }

    @Test
    void whenTheCursorIsMovedBack_thenOnlyRedeliveryBringsWhatWasDelivered() {
        failing.set(false);
        simulator.issue(OWN);
        try (TestHost host = host()) {
            host.poller().poll(OWN);
            assertThat(database.ledger()).hasSize(1);

            assertThat(host.poller().rewind(OWN, 0, false).moved()).isTrue();
            host.poller().poll(OWN);
            assertThat(database.ledger()).hasSize(1);

            assertThat(host.poller().rewind(OWN, 0, true).forgotten()).isEqualTo(1);
            await().atMost(SOON).until(() -> database.ledger().size() == 2);
        }
    }

    private TestHost host() {
        return TestHost.on(pool)
                .with(simulator.properties())
                .with("trekkpaalegg.org-number", OWN)
                .with("trekkpaalegg.poller.interval", "1h")
                .with("trekkpaalegg.delivery.max-attempts", "1")
                .afterWriting(event -> {
                    if (failing.get()) {
                        throw new IllegalStateException("payroll is closed");
                    }
                })
                .start();
    }

    private static InboxKey key(IssuedOrder order) {
        return new InboxKey(OWN, order.trekkid(), order.trekkversjon(), "aktiv");
    }
}
