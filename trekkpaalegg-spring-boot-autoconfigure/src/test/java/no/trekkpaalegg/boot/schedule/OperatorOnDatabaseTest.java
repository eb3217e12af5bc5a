package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.SwitchableDataSource;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operator does about stuck orders, where they are kept in a database and the schedule has to be woken. */
@Timeout(120)
class OperatorOnDatabaseTest {
    private static final String OWN = "313367002";
    private static final Duration SOON = Duration.ofSeconds(30);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final HikariDataSource pool = TestH2.freshDatabase();
    private final TestDatabase database = new TestDatabase(pool);
    private final AtomicBoolean failing = new AtomicBoolean(true);

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

    @Test
    void whenAnEmployerIsWokenOverAndOverDuringALongPass_thenThatIsDoneOnce() {
        int wakes = 500;
        failing.set(false);
        SwitchableDataSource dataSource = new SwitchableDataSource(pool);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestHost host = host(dataSource)
                .client(client -> slow(client, () -> {
                    called.countDown();
                    await().atMost(SOON).until(() -> goOn.getCount() == 0);
                }))
                .start()) {
            await().atMost(SOON).until(() -> called.getCount() == 0);
            int before = dataSource.given("trekkpaalegg-schedule-");

            for (int i = 0; i < wakes; i++) {
                host.poller().resume(OWN);
            }
            await().atMost(SOON).until(() -> dataSource.given("trekkpaalegg-schedule-") > before);
            goOn.countDown();

            // It is picked, done, brought forward, picked and done again.
            await().atMost(SOON).until(() -> database.stepsOfTask(OWN) >= 6);
            assertThat(dataSource.given("trekkpaalegg-schedule-") - before).isLessThan(wakes / 5);
        }
    }

    private TestHost host() {
        return host(pool).start();
    }

    private TestHost.Setup host(DataSource dataSource) {
        return TestHost.at(simulator)
                .polling("1h")
                .with("trekkpaalegg.delivery.max-attempts", 1)
                .database(dataSource)
                .listener(new Ledger(dataSource).afterWriting(event -> {
                    if (failing.get()) {
                        throw new IllegalStateException("payroll is closed");
                    }
                }));
    }

    private static OrderReader slow(OrderReader client, Runnable beforeEachCall) {
        return (OrderReader) Proxy.newProxyInstance(
                OrderReader.class.getClassLoader(), new Class<?>[] {OrderReader.class}, (proxy, method, arguments) -> {
                    beforeEachCall.run();
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static InboxKey key(IssuedOrder order) {
        return new InboxKey(OWN, order.trekkid(), order.trekkversjon(), "aktiv");
    }
}
