package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import no.trekkpaalegg.inbox.FeedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a host is told about its tables, and whose tables it works on. */
class StoreTablesTest extends JdbcStoreFixture {
    @Test
    void whenTablesAreMissing_thenAMessageSaysSo() {
        withDatabase
                .withPropertyValues("trekkpaalegg.store.initialize-schema=never")
                .run(context -> {
                    assertConfigurationFailure(
                            context, "trekkpaalegg.store.initialize-schema", "schema-<database>.sql");
                    assertThat(context.getStartupFailure())
                            .rootCause()
                            .hasMessageContainingAll("TREKKPAALEGG_FEED", "not found");
                });
    }

    @Test
    void whenTheTableOfTheScheduleIsMissing_thenAMessageSaysSo() {
        try (HikariDataSource dataSource = existingTables()) {
            new JdbcTemplate(dataSource).execute("drop table trekkpaalegg_tasks");
            withTransactions
                    .withBean(DataSource.class, () -> new DelegatingDataSource(dataSource))
                    .withPropertyValues("trekkpaalegg.store.initialize-schema=never")
                    .run(context -> assertConfigurationFailure(
                            context, "trekkpaalegg.store.initialize-schema", "schema-<database>.sql"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from trekkpaalegg_schema", "drop table trekkpaalegg_schema"})
    void whenTheVersionOfTheTablesIsMissing_thenAMessageSaysSo(String statement) {
        try (HikariDataSource dataSource = existingTables()) {
            new JdbcTemplate(dataSource).execute(statement);
            withTransactions
                    .withBean(DataSource.class, () -> new DelegatingDataSource(dataSource))
                    .withPropertyValues("trekkpaalegg.store.initialize-schema=never")
                    .run(context -> assertConfigurationFailure(
                            context, "trekkpaalegg.store.initialize-schema", "schema-<database>.sql"));
        }
    }

    @Test
    void whenTheTablesAreOfAnEarlierRelease_thenTheMessageNamesTheScripts() {
        try (HikariDataSource dataSource = existingTables()) {
            new JdbcTemplate(dataSource)
                    .update("update trekkpaalegg_schema set version = ?", SchemaVersion.REQUIRED - 1);
            withTransactions
                    .withBean(DataSource.class, () -> new DelegatingDataSource(dataSource))
                    .withPropertyValues("trekkpaalegg.store.initialize-schema=never")
                    .run(context -> assertConfigurationFailure(
                            context,
                            "trekkpaalegg.store.initialize-schema",
                            "migration-" + SchemaVersion.REQUIRED + "-<database>.sql"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "always"})
    void whenTheTablesAreOfALaterRelease_thenTheHostWorksOnThem(String mode) {
        try (HikariDataSource dataSource = existingTables()) {
            new JdbcTemplate(dataSource)
                    .update("update trekkpaalegg_schema set version = ?", SchemaVersion.REQUIRED + 1);
            withTransactions
                    .withBean(DataSource.class, () -> new DelegatingDataSource(dataSource))
                    .withPropertyValues("trekkpaalegg.store.initialize-schema=" + mode)
                    .run(context -> assertThatStoreWorks(context.getBean(FeedStore.class)));
        }
    }

    @Test
    void whenTablesAreThereAlready_thenNoneNeedsToBeCreated() {
        try (HikariDataSource dataSource = existingTables()) {
            withTransactions
                    .withBean(DataSource.class, () -> new DelegatingDataSource(dataSource))
                    .withPropertyValues("trekkpaalegg.store.initialize-schema=never")
                    .run(context -> assertThatStoreWorks(context.getBean(FeedStore.class)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "embedded"})
    void whenTablesHaveAnotherPrefix_thenOnlyThoseAreCreated(String mode) {
        withDatabase
                .withPropertyValues(
                        "trekkpaalegg.store.initialize-schema=" + mode, "trekkpaalegg.store.table-prefix=trekk_")
                .run(context -> {
                    assertThat(tables(context.getBean(DataSource.class)))
                            .containsExactly("trekk_feed", "trekk_inbox", "trekk_schema", "trekk_tasks");
                    assertThatStoreWorks(context.getBean(FeedStore.class));
                });
    }

    @Test
    void whenAPrefixIsNoName_thenAMessageSaysSo() {
        withDatabase
                .withPropertyValues("trekkpaalegg.store.table-prefix=x;")
                .run(context -> assertConfigurationFailure(
                        context, "trekkpaalegg.store.table-prefix", "trekkpaalegg.store.table-prefix"));
    }

    @Test
    void whenTablesComeWithFlyway_thenTheStoreWaitsForIt() {
        withDatabase
                .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withPropertyValues(
                        "trekkpaalegg.store.initialize-schema=never",
                        "spring.flyway.locations=filesystem:" + TestSchema.migrations("h2"))
                .run(context -> assertThatStoreWorks(context.getBean(FeedStore.class)));
    }

    private static HikariDataSource existingTables() {
        HikariDataSource dataSource = TestH2.freshDatabase();
        TestSchema.BY_HAND.create(dataSource, "h2");
        return dataSource;
    }
}
