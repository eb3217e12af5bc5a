package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.SwitchableDataSource;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host with a database in which a test can look. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
abstract class JdbcHostFixture {
    static final String OWN = "313367002";
    static final String CUSTOMER = TestEmployers.numbers(1).get(0);
    static final Duration SOON = Duration.ofSeconds(30);

    @FreshSimulator
    static TrekkpaaleggSimulator simulator;

    final HikariDataSource pool = TestH2.freshDatabase();
    final SwitchableDataSource dataSource = new SwitchableDataSource(pool);
    final TestDatabase database = new TestDatabase(pool);
    final Ledger ledger = new Ledger(dataSource);

    @BeforeEach
    void createTables() {
        TestSchema.BY_HAND.create(pool, "h2");
        new JdbcTemplate(pool).execute(Ledger.TABLE);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    TestHost.Setup own() {
        return TestHost.at(simulator)
                .polling("1s")
                .with("trekkpaalegg.delivery.initial-backoff", "100ms")
                .database(dataSource)
                .listener(ledger);
    }

    TestHost.Setup afterWriting(Consumer<TrekkpaaleggEvent> action) {
        ledger.afterWriting(action);
        return own();
    }

    TestHost.Setup ownAndCustomer() {
        return own().with("trekkpaalegg.employers[0].org-number", CUSTOMER)
                .with("trekkpaalegg.employers[0].access", "system-user");
    }

    void awaitLedger(String... lines) {
        await().atMost(SOON).untilAsserted(() -> assertThat(database.ledger()).containsExactlyInAnyOrder(lines));
    }

    static FutureTask<Boolean> inBackground(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        new Thread(task).start();
        return task;
    }

    static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
