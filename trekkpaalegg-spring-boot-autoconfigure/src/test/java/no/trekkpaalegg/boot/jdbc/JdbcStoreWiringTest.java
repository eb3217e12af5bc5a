package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Which store and schedule a host gets. */
class JdbcStoreWiringTest extends JdbcStoreFixture {
    private static final String SHARED_SCHEDULE = "trekkpaaleggDbSchedulerSchedule";
    private static final String OWN_SCHEDULE = "trekkpaaleggPollSchedule";

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
