package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggDataSource;
import no.trekkpaalegg.boot.TrekkpaaleggTransactionManager;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Which store and schedule a host gets, and what a host is told that cannot have one. */
class JdbcStoreWiringTest {
    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static final String SHARED_SCHEDULE = "trekkpaaleggDbSchedulerSchedule";
    private static final String OWN_SCHEDULE = "trekkpaaleggPollSchedule";
    private static final String[] TABLES = {
        "trekkpaalegg_feed", "trekkpaalegg_inbox", "trekkpaalegg_schema", "trekkpaalegg_tasks"
    };

    private final ApplicationContextRunner withoutDatabase = TestHost.runner(
            simulator,
            TrekkpaaleggClientAutoConfiguration.class,
            TrekkpaaleggFeedAutoConfiguration.class,
            TrekkpaaleggJdbcAutoConfiguration.class);

    private final ApplicationContextRunner withTransactions = withoutDatabase.withConfiguration(AutoConfigurations.of(
            DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class));

    private final ApplicationContextRunner withDatabase = withTransactions.withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class));

    @Test
    void whenThereIsNoDataSource_thenOrdersAreKeptInMemory() {
        withTransactions.run(context -> {
            assertThat(context).getBean(FeedStore.class).isInstanceOf(InMemoryFeedStore.class);
            assertThat(context).hasBean(OWN_SCHEDULE).doesNotHaveBean(SHARED_SCHEDULE);
            assertThat(context).doesNotHaveBean(TrekkpaaleggSchemaInitializer.class);
        });
    }

    @Test
    void whenThereIsADataSource_thenOrdersAreKeptInItAndItsNodesShareTheSchedule() {
        withDatabase.run(context -> {
            assertThat(context).getBean(FeedStore.class).isInstanceOf(JdbcFeedStore.class);
            assertThat(context).hasBean(SHARED_SCHEDULE).doesNotHaveBean(OWN_SCHEDULE);
            assertThat(tables(context.getBean(DataSource.class))).containsExactly(TABLES);
        });
    }

    @Test
    void whenThereIsADataSource_thenTheHostGetsNoSchedulerAsABean() {
        withDatabase.run(context -> assertThat(context).doesNotHaveBean(SchedulerClient.class));
    }

    @Test
    void whenSpringJdbcIsMissing_thenOrdersAreKeptInMemory() {
        withoutDatabase
                .withUserConfiguration(OneDataSource.class)
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc", "org.springframework.orm"))
                .run(context -> assertThat(context).getBean(FeedStore.class).isInstanceOf(InMemoryFeedStore.class));
    }

    @Test
    void whenTheDataSourceIsSeenTooLate_thenTheHostDoesNotStartInsteadOfKeepingOrdersInMemory() {
        withTransactions
                .withConfiguration(AutoConfigurations.of(LateDataSource.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(TrekkpaaleggConfigurationException.class, e -> {
                            assertThat(e.key()).isEqualTo("trekkpaalegg.store.type");
                            assertThat(e).hasMessageContaining("has a DataSource");
                            assertThat(e.cure()).contains("run before TrekkpaaleggJdbcAutoConfiguration", "memory");
                        }));
    }

    @Test
    void whenTheDataSourceIsSeenTooLateAndMemoryIsWanted_thenTheHostStarts() {
        withTransactions
                .withConfiguration(AutoConfigurations.of(LateDataSource.class))
                .withPropertyValues("trekkpaalegg.store.type=memory")
                .run(context -> assertThat(context).getBean(FeedStore.class).isInstanceOf(InMemoryFeedStore.class));
    }

    @Test
    void whenOnlySpringBootsPartOfJdbcIsMissing_thenTheHostDoesNotStartAndTheStarterIsNamed() {
        withoutDatabase
                .withUserConfiguration(OneDataSource.class)
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.jdbc.init"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                TrekkpaaleggConfigurationException.class,
                                e -> assertThat(e.cure()).contains("spring-boot-starter-jdbc")));
    }

    @Test
    void whenMemoryIsWanted_thenTheDataSourceIsLeftAlone() {
        withDatabase.withPropertyValues("trekkpaalegg.store.type=Memory").run(context -> {
            assertThat(context).getBean(FeedStore.class).isInstanceOf(InMemoryFeedStore.class);
            assertThat(context).hasBean(OWN_SCHEDULE).doesNotHaveBean(SHARED_SCHEDULE);
            assertThat(tables(context.getBean(DataSource.class))).isEmpty();
        });
    }

    @Test
    void whenTheLibraryIsDisabled_thenTheDataSourceIsLeftAlone() {
        withDatabase.withPropertyValues("trekkpaalegg.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(FeedStore.class);
            assertThat(tables(context.getBean(DataSource.class))).isEmpty();
        });
    }

    @Test
    void whenJdbcIsWantedAndThere_thenItIsUsed() {
        withDatabase
                .withPropertyValues("trekkpaalegg.store.type=jdbc")
                .run(context -> assertThat(context).getBean(FeedStore.class).isInstanceOf(JdbcFeedStore.class));
    }

    @Test
    void whenJdbcIsWantedButNotThere_thenAMessageSaysSo() {
        withTransactions
                .withPropertyValues("trekkpaalegg.store.type=jdbc")
                .run(context ->
                        assertConfigurationFailure(context, "trekkpaalegg.store.type", "spring.datasource.url"));
    }

    @Test
    void whenItIsNotClearWhichDataSourceToUse_thenAMessageSaysSo() {
        withTransactions
                .withUserConfiguration(TwoDataSources.class)
                .run(context ->
                        assertConfigurationFailure(context, "trekkpaalegg.store.type", "@TrekkpaaleggDataSource"));
    }

    @Test
    void whenOneDataSourceIsPrimary_thenItIsUsed() {
        withTransactions
                .withUserConfiguration(PrimaryDataSource.class)
                .run(context -> assertThatOnlyTheFirstIsUsed(context));
    }

    @Test
    void whenOneDataSourceIsMarked_thenItIsUsedEvenIfAnotherIsPrimary() {
        withTransactions
                .withUserConfiguration(MarkedDataSource.class)
                .run(context -> assertThatOnlyTheFirstIsUsed(context));
    }

    @Test
    void whenAMarkedDataSourceHasNoOtherUse_thenItIsUsedBesideTheHostsOwn() {
        withDatabase.withUserConfiguration(MarkedForNobodyElse.class).run(context -> {
            assertThat(tables(context.getBean("first", DataSource.class))).containsExactly(TABLES);
            assertThat(tables(context.getBean(DataSource.class))).isEmpty();
        });
    }

    @Test
    void whenThereIsNoTransactionManager_thenAMessageSaysSo() {
        withoutDatabase
                .withUserConfiguration(OneDataSource.class)
                .run(context -> assertConfigurationFailure(
                        context, "trekkpaalegg.store.type", "@TrekkpaaleggTransactionManager"));
    }

    @Test
    void whenTheTransactionManagerIsOfAnotherDataSource_thenAMessageSaysSo() {
        withoutDatabase
                .withUserConfiguration(TransactionManagerOfAnother.class)
                .run(context -> assertConfigurationFailure(
                        context, "trekkpaalegg.store.type", "@TrekkpaaleggTransactionManager"));
    }

    @Test
    void whenTheHostHasJpa_thenItsTransactionManagerIsUsed() {
        withDatabase
                .withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .run(context -> {
                    assertThat(context)
                            .getBean(PlatformTransactionManager.class)
                            .isInstanceOf(JpaTransactionManager.class);
                    assertThatStoreWorks(context.getBean(FeedStore.class));
                });
    }

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

    @Test
    void whenTheHostHasAStoreOfItsOwn_thenOursBackOff() {
        FeedStore own = new InMemoryFeedStore();
        withDatabase.withBean(FeedStore.class, () -> own).run(context -> {
            assertThat(context).getBean(FeedStore.class).isSameAs(own);
            assertThat(context).hasBean(OWN_SCHEDULE).doesNotHaveBean(SHARED_SCHEDULE);
            assertThat(tables(context.getBean(DataSource.class))).isEmpty();
        });
    }

    @Test
    void whenThePollerIsDisabled_thenThereIsNoScheduleAndNoThread() {
        Set<Thread> before = threads();
        withDatabase.withPropertyValues("trekkpaalegg.poller.enabled=false").run(context -> {
            assertThat(context).hasSingleBean(FeedStore.class);
            assertThat(context)
                    .doesNotHaveBean(SHARED_SCHEDULE)
                    .doesNotHaveBean(OWN_SCHEDULE)
                    .doesNotHaveBean("trekkpaaleggPollLifecycle");
            assertThat(threads()).isSubsetOf(before);
        });
    }

    @Test
    void whenTheHeartbeatIsTooFast_thenAMessageSaysSo() {
        withDatabase
                .withPropertyValues("trekkpaalegg.poller.heartbeat-interval=10ms")
                .run(context -> assertConfigurationFailure(
                        context,
                        "trekkpaalegg.poller.heartbeat-interval",
                        "Correct trekkpaalegg.poller.heartbeat-interval"));
    }

    @Test
    void whenTheLockTimeoutIsTooShort_thenAMessageSaysSo() {
        withDatabase
                .withPropertyValues("trekkpaalegg.store.lock-timeout=500ms")
                .run(context -> assertConfigurationFailure(
                        context, "trekkpaalegg.store.lock-timeout", "Correct trekkpaalegg.store.lock-timeout"));
    }

    @Test
    void whenTheRetentionIsNegative_thenAMessageSaysSo() {
        withDatabase
                .withPropertyValues("trekkpaalegg.store.retention=-1d")
                .run(context -> assertConfigurationFailure(context, "trekkpaalegg.store.retention", "Set it to 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "never"})
    void whenTheDatabaseIsAway_thenTheHostStarts(String mode) {
        withTransactions
                .withBean(DataSource.class, AwayDataSource::new)
                .withPropertyValues("trekkpaalegg.store.initialize-schema=" + mode)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(FeedStore.class)
                        .isInstanceOf(JdbcFeedStore.class));
    }

    private static void assertConfigurationFailure(AssertableApplicationContext context, String key, String cure) {
        assertThat(context).hasFailed();
        assertThat(context.getStartupFailure())
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(TrekkpaaleggConfigurationException.class),
                        failure -> assertThat(failure).hasStackTraceContaining("TrekkpaaleggConfigurationException"));
        Throwable cause = context.getStartupFailure();
        while (!(cause instanceof TrekkpaaleggConfigurationException failure)) {
            cause = cause.getCause();
        }
        assertThat(failure.key()).isEqualTo(key);
        assertThat(failure.cure()).contains(cure);
    }

    private static void assertThatOnlyTheFirstIsUsed(AssertableApplicationContext context) {
        assertThat(tables(context.getBean("first", DataSource.class))).containsExactly(TABLES);
        assertThat(tables(context.getBean("second", DataSource.class))).isEmpty();
        assertThatStoreWorks(context.getBean(FeedStore.class));
    }

    private static void assertThatStoreWorks(FeedStore store) {
        String employer = "999888777";
        store.inTransaction(employer, () -> {
            store.save(FeedState.initial(employer).withCursor(7));
            return true;
        });
        assertThat(store.state(employer).cursor()).isEqualTo(7);
    }

    private static HikariDataSource existingTables() {
        HikariDataSource dataSource = TestH2.freshDatabase();
        TestSchema.BY_HAND.create(dataSource, "h2");
        return dataSource;
    }

    private static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select lower(table_name) from information_schema.tables"
                                + " where lower(table_name) like 'trekk%' order by 1",
                        String.class);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("trekkpaalegg"))
                .collect(Collectors.toSet());
    }

    /** An auto-configuration of another library, which runs after the one of the store. */
    @AutoConfiguration(after = TrekkpaaleggJdbcAutoConfiguration.class)
    static class LateDataSource {

        @Bean
        DataSource dataSource() {
            return TestH2.freshDatabase();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneDataSource {
        @Bean
        DataSource first() {
            return TestH2.freshDatabase();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {
        @Bean
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        DataSource second() {
            return TestH2.freshDatabase();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryDataSource {
        @Bean
        @Primary
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        DataSource second() {
            return TestH2.freshDatabase();
        }
    }

    @Configuration
    static class MarkedDataSource {
        @Bean
        @TrekkpaaleggDataSource
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        @Primary
        DataSource second() {
            return TestH2.freshDatabase();
        }

        @Bean
        @TrekkpaaleggTransactionManager
        PlatformTransactionManager firstTransactions() {
            return new JdbcTransactionManager(first());
        }

        @Bean
        @Primary
        PlatformTransactionManager secondTransactions() {
            return new JdbcTransactionManager(second());
        }
    }

    @Configuration
    static class MarkedForNobodyElse {
        @Bean(defaultCandidate = false)
        @TrekkpaaleggDataSource
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean(defaultCandidate = false)
        @TrekkpaaleggTransactionManager
        PlatformTransactionManager firstTransactions() {
            return new JdbcTransactionManager(first());
        }
    }

    @Configuration
    static class TransactionManagerOfAnother {
        @Bean
        @TrekkpaaleggDataSource
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        DataSource second() {
            return TestH2.freshDatabase();
        }

        @Bean
        PlatformTransactionManager secondTransactions() {
            return new JdbcTransactionManager(second());
        }
    }

    /** Fails as a pool does when it cannot open its first connection: not with an {@link SQLException}. */
    static final class AwayDataSource extends DelegatingDataSource {
        @Override
        public void afterPropertiesSet() {}

        @Override
        public Connection getConnection() throws SQLException {
            throw new IllegalArgumentException("away");
        }
    }
}
