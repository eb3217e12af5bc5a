package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.SchemaInitialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class TrekkpaaleggSchemaInitializerTest {
    private static final List<String> TABLES =
            List.of("trekkpaalegg_feed", "trekkpaalegg_inbox", "trekkpaalegg_schema", "trekkpaalegg_tasks");

    @ParameterizedTest
    @EnumSource(
            value = SchemaInitialization.class,
            names = {"ALWAYS", "EMBEDDED"})
    void whenTheDatabaseIsEmbedded_thenTablesAreCreatedUnlessNeverWanted(SchemaInitialization mode) {
        try (HikariDataSource h2 = TestH2.freshDatabase()) {
            assertThat(initialize(h2, mode)).isTrue();

            assertThat(tables(h2)).containsExactlyElementsOf(TABLES);
        }
    }

    @Test
    void whenTablesAreNeverWanted_thenNoneIsCreated() {
        try (HikariDataSource h2 = TestH2.freshDatabase()) {
            assertThat(initialize(h2, SchemaInitialization.NEVER)).isFalse();

            assertThat(tables(h2)).isEmpty();
        }
    }

    @Test
    void whenTheDatabaseIsNotEmbedded_thenTablesAreCreatedOnlyIfAlwaysWanted() {
        try (HikariDataSource postgres = TestPostgres.freshDatabase()) {
            assertThat(initialize(postgres, SchemaInitialization.EMBEDDED)).isFalse();
            assertThat(tables(postgres)).isEmpty();

            assertThat(initialize(postgres, SchemaInitialization.ALWAYS)).isTrue();
            assertThat(tables(postgres)).containsExactlyElementsOf(TABLES);
        }
    }

    @Test
    void whenNothingIsToBeCreated_thenTheDatabaseIsNotAsked() {
        try (HikariDataSource closed = TestH2.freshDatabase()) {
            closed.close();

            assertThat(initialize(closed, SchemaInitialization.NEVER)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whenRunTwice_thenRowsAreKept(String platform) {
        try (HikariDataSource database = freshDatabase(platform)) {
            initialize(database, SchemaInitialization.ALWAYS);
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.update("insert into trekkpaalegg_feed (employer, feed_cursor, paused, failures, held_runs)"
                    + " values ('313367002', 7, false, 0, 0)");

            initialize(database, SchemaInitialization.ALWAYS);

            assertThat(jdbc.queryForObject("select feed_cursor from trekkpaalegg_feed", Long.class))
                    .isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whenAPrefixNamesASchema_thenTheTablesAreCreatedThereAndNowhereElse(String platform) {
        try (HikariDataSource database = freshDatabase(platform)) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("create schema payroll");
            TrekkpaaleggSchemaInitializer initializer = new TrekkpaaleggSchemaInitializer(
                    database, SchemaInitialization.ALWAYS, "payroll.trekk_", SchemaVersion.REQUIRED);

            initializer.initializeDatabase();
            initializer.initializeDatabase();

            assertThat(jdbc.queryForList(
                            "select lower(table_name) from information_schema.tables"
                                    + " where lower(table_schema) = 'payroll' order by 1",
                            String.class))
                    .containsExactly("trekk_feed", "trekk_inbox", "trekk_schema", "trekk_tasks");
            assertThat(tables(database)).isEmpty();
            assertThat(jdbc.queryForObject("select count(*) from payroll.trekk_inbox", Long.class))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mariadb", "mysql", "sqlserver", "oracle"})
    void whenAPrefixIsGiven_thenNoNameInAScriptIsLeftOut(String platform) {
        String renamed = new TablePrefix("payroll.x_").rename(TestSchema.script(platform));

        assertThat(renamed)
                .doesNotContain("trekkpaalegg_")
                .contains("payroll.x_feed", "payroll.x_inbox", "payroll.x_tasks", " x_inbox_order", " x_tasks_due");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whenTablesAreThere_thenTheSchedulerCanUseItsOwn(String platform) {
        try (HikariDataSource database = freshDatabase(platform)) {
            initialize(database, SchemaInitialization.ALWAYS);
            SchedulerClient scheduler = SchedulerClient.Builder.create(database)
                    .tableName("trekkpaalegg_tasks")
                    .build();
            Instant time = Instant.parse("2026-03-05T15:00:00.123456Z");

            scheduler.scheduleIfNotExists(
                    TaskDescriptor.of("poll").instance("313367002").build(), time);

            assertThat(scheduler.getScheduledExecutions()).singleElement().satisfies(execution -> {
                assertThat(execution.getTaskInstance().getId()).isEqualTo("313367002");
                assertThat(execution.getExecutionTime()).isEqualTo(time);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mariadb", "mysql", "sqlserver", "oracle"})
    void whenAScriptIsShipped_thenItHasAllTablesAndColumns(String platform) {
        String script = TestSchema.script(platform);
        String reference = TestSchema.script("h2");

        assertThat(columns(script)).isEqualTo(columns(reference)).hasSize(19 + 16 + 12 + 1);
        assertThat(script).contains(TABLES);
    }

    private static List<String> columns(String script) {
        return script.lines()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.strip().split("[ (]", 2)[0])
                .filter(word -> !List.of("primary", "index", "on", "select").contains(word))
                .toList();
    }

    private static HikariDataSource freshDatabase(String platform) {
        return "h2".equals(platform) ? TestH2.freshDatabase() : TestPostgres.freshDatabase();
    }

    private static boolean initialize(DataSource dataSource, SchemaInitialization mode) {
        return new TrekkpaaleggSchemaInitializer(dataSource, mode).initializeDatabase();
    }

    private static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select lower(table_name) from information_schema.tables"
                                + " where lower(table_name) like 'trekkpaalegg%' order by 1",
                        String.class);
    }
}
