package no.trekkpaalegg.boot.crash;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.crash.PayrollHost.CrashingListener;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database is stopped in the middle of a page or of a delivery, and started again. */
@Tag("crash")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DatabaseRestartTest {
    private static final int ORDERS = 7;

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    @AutoClose
    private final StoppablePostgres postgres = new StoppablePostgres();

    @AutoClose
    private final HikariDataSource pool = TestPostgres.pool(postgres.url());

    @AfterEach
    void goOnAtAllPoints() {
        CrashPoints.inProcess(point -> {});
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void whenTheDatabaseIsStoppedAndStarted_thenEveryVersionIsDeliveredExactlyOnce(CrashPoint when) {
        List<String> published = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            published.add(nytt(simulator.issue(simulator.ownOrganisation())));
        }
        pool.setConnectionTimeout(1000);
        new JdbcTemplate(pool).execute(Ledger.TABLE);
        try (TestHost host = TestHost.at(simulator)
                .with("trekkpaalegg.poller.page-size", 3)
                .with("trekkpaalegg.store.initialize-schema", "always")
                .database(pool)
                .bean("crashingParts", new CrashingParts())
                .listener(new CrashingListener(new Ledger(pool)))
                .start()) {
            stopOnceAt(when);

            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(PassResult.StoreFailed.class);
            postgres.startAgain();
            // The pool may hand out a connection of the old server first.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> host.poll(simulator.ownOrganisation()), PassResult.CaughtUp.class::isInstance);

            assertThat(new TestDatabase(pool).ledger()).containsExactlyInAnyOrderElementsOf(published);
        }
    }

    private void stopOnceAt(CrashPoint when) {
        AtomicBoolean stopped = new AtomicBoolean();
        CrashPoints.inProcess(point -> {
            if (point == when && stopped.compareAndSet(false, true)) {
                postgres.stop();
            }
        });
    }
}
