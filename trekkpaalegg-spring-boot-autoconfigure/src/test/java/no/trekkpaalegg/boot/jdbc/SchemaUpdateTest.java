package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.SchemaInitialization;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptStatementFailedException;

/** Several nodes start, beside others that work, with tables or without. */
@Timeout(120)
class SchemaUpdateTest {
    private static final int NODES = 5;

    /** So far from the real ones that no release comes into the way; the script is among the resources of the tests. */
    private static final int NEXT = 1_000;

    @Test
    void whenTheTablesAreThere_thenAStartDoesNotWaitForAnOpenDelivery() throws Exception {
        try (HikariDataSource database = TestPostgres.freshDatabase();
                Connection delivery = openDelivery(database)) {
            FutureTask<Boolean> start = start(database);

            assertThat(start.get(30, TimeUnit.SECONDS)).isTrue();
            delivery.rollback();
        }
    }

    @Test
    void whenTheTablesAreThere_thenNothingIsCreatedOrChanged() {
        try (HikariDataSource database = TestPostgres.freshDatabase()) {
            initialize(database);
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("drop index trekkpaalegg_inbox_open");

            initialize(database);

            assertThat(jdbc.queryForList(
                            "select indexname from pg_indexes where indexname = 'trekkpaalegg_inbox_open'",
                            String.class))
                    .isEmpty();
        }
    }

    @RepeatedTest(6)
    void whenSeveralNodesStartOnAnEmptyPostgres_thenAllDo() throws Exception {
        try (HikariDataSource database = TestPostgres.freshDatabase()) {
            startTogether(() -> new DriverManagerDataSource(database.getJdbcUrl()));

            assertThat(new JdbcTemplate(database)
                            .queryForList("select version from trekkpaalegg_schema", Integer.class))
                    .containsExactly(SchemaVersion.REQUIRED);
        }
    }

    @RepeatedTest(6)
    void whenSeveralNodesStartOnAnEmptyH2_thenAllDo() throws Exception {
        try (HikariDataSource database = TestH2.freshDatabase()) {
            startTogether(() -> database);

            assertThat(new JdbcTemplate(database)
                            .queryForList("select version from trekkpaalegg_schema", Integer.class))
                    .containsExactly(SchemaVersion.REQUIRED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whenTheTablesAreOfAnEarlierRelease_thenTheMigrationIsRunOnceAndRowsAreKept(String platform) throws Exception {
        try (HikariDataSource database = freshDatabase(platform)) {
            JdbcTemplate jdbc = tablesOfVersion(NEXT - 1, database);

            startTogether(() -> database, NEXT);

            assertThat(jdbc.queryForObject("select version from trekkpaalegg_schema", Integer.class))
                    .isEqualTo(NEXT);
            assertThat(jdbc.queryForList("select employer, colour from trekkpaalegg_feed"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.values()).containsExactly("313367002", "green"));
        }
    }

    @Test
    void whenTheMigrationFails_thenNothingOfItIsKeptAndTheStartFails() {
        try (HikariDataSource database = TestPostgres.freshDatabase()) {
            JdbcTemplate jdbc = tablesOfVersion(NEXT - 1, database);
            jdbc.execute("create table paint (colour varchar(10))");
            // The second statement of the migration wants to create it.
            assertThatExceptionOfType(ScriptStatementFailedException.class)
                    .isThrownBy(() -> initialize(database, NEXT + 1));

            assertThat(jdbc.queryForObject("select version from trekkpaalegg_schema", Integer.class))
                    .isEqualTo(NEXT - 1);
            assertThat(jdbc.queryForList(
                            "select column_name from information_schema.columns where column_name = 'colour'"
                                    + " and table_name = 'trekkpaalegg_feed'",
                            String.class))
                    .isEmpty();
        }
    }

    private static JdbcTemplate tablesOfVersion(int version, DataSource database) {
        initialize(database);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update("update trekkpaalegg_schema set version = ?", version);
        jdbc.update("insert into trekkpaalegg_feed (employer, feed_cursor, paused, failures, held_runs)"
                + " values ('313367002', 7, false, 0, 0)");
        return jdbc;
    }

    private static Connection openDelivery(HikariDataSource database) throws SQLException {
        initialize(database);
        Connection delivery = database.getConnection();
        delivery.setAutoCommit(false);
        delivery.createStatement()
                .execute(
                        "insert into trekkpaalegg_inbox (entry_key, order_key, employer, trekkid, trekkversjon,"
                                + " trekkstatus, sekvensnummer, state, received_at, recovered, attempts)"
                                + " values ('k', 'o', '313367002', '1', 1, 'aktiv', 1, 'PENDING', current_timestamp, false, 0)");
        return delivery;
    }

    private interface Databases {
        DataSource get();
    }

    private static void startTogether(Databases databases) throws Exception {
        startTogether(databases, SchemaVersion.REQUIRED);
    }

    private static void startTogether(Databases databases, int version) throws Exception {
        CyclicBarrier startLine = new CyclicBarrier(NODES);
        List<FutureTask<Boolean>> starts = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            DataSource own = databases.get();
            FutureTask<Boolean> start = new FutureTask<>(() -> {
                startLine.await();
                return initialize(own, version);
            });
            new Thread(start).start();
            starts.add(start);
        }
        for (FutureTask<Boolean> start : starts) {
            assertThat(start.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static FutureTask<Boolean> start(DataSource database) {
        FutureTask<Boolean> start = new FutureTask<>(() -> initialize(database));
        Thread thread = new Thread(start);
        thread.setDaemon(true);
        thread.start();
        return start;
    }

    private static boolean initialize(DataSource database) {
        return initialize(database, SchemaVersion.REQUIRED);
    }

    private static boolean initialize(DataSource database, int version) {
        return new TrekkpaaleggSchemaInitializer(database, SchemaInitialization.ALWAYS, "trekkpaalegg_", version)
                .initializeDatabase();
    }

    private static HikariDataSource freshDatabase(String platform) {
        return "h2".equals(platform) ? TestH2.freshDatabase() : TestPostgres.freshDatabase();
    }
}
