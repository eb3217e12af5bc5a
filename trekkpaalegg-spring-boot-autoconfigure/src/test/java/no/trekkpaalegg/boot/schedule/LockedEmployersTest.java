package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** A connection to PostgreSQL that never answers holds the rows of employers, as a node does that lost its power or its network. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class LockedEmployersTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONCURRENCY = 2;
    private static final int ROUNDS = 3;

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final HikariDataSource pool = TestPostgres.freshDatabase();
    private final TestDatabase database = new TestDatabase(pool);
    private final List<String> employers = TestEmployers.numbers(6);

    @BeforeEach
    void createTables() {
        TestSchema.BY_HAND.create(pool, "postgresql");
        new JdbcTemplate(pool).execute(Ledger.TABLE);
        employers.forEach(simulator::approveSystemUser);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whenAsManyEmployersAreLockedAsThereAreWorkers_thenTheOthersArePolledAnyway(CapturedOutput output)
            throws SQLException {
        List<String> locked = employers.subList(0, CONCURRENCY);
        List<String> others = employers.subList(CONCURRENCY, employers.size());
        try (TestHost host = host()) {
            issueAndAwait(employers, employers);

            try (Connection silent = pool.getConnection()) {
                lock(silent, locked);
                for (int round = 0; round < ROUNDS; round++) {
                    issueAndAwait(employers, others);
                }
                await().atMost(SOON).until(() -> output.getOut().contains("See docs/runbook.md#an-employer-is-busy"));
                silent.rollback();
            }

            await().atMost(SOON).until(() -> database.ledger().size() == employers.size() * (1 + ROUNDS));
        }
        assertThat(database.ledger()).doesNotHaveDuplicates();
    }

    private void issueAndAwait(List<String> issuedFor, List<String> deliveredFor) {
        List<String> expected = issuedFor.stream()
                .map(simulator::issue)
                .filter(order -> deliveredFor.contains(order.employer()))
                .map(RecordingListener::nytt)
                .toList();
        await().atMost(SOON).until(() -> database.ledger().containsAll(expected));
    }

    private static void lock(Connection connection, List<String> orgNumbers) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement =
                connection.prepareStatement("select 1 from trekkpaalegg_feed where employer = any (?) for update")) {
            statement.setArray(1, connection.createArrayOf("text", orgNumbers.toArray()));
            statement.execute();
        }
    }

    private TestHost host() {
        return TestHost.at(simulator)
                .without("trekkpaalegg.org-number")
                .employers(() -> employers.stream().map(Employer::systemUser).toList())
                .polling("1s")
                .with("trekkpaalegg.poller.concurrency", CONCURRENCY)
                .with("trekkpaalegg.store.lock-timeout", "1s")
                .database(pool)
                .listener(new Ledger(pool))
                .start();
    }
}
