package no.trekkpaalegg.boot.jdbc;

import java.time.Clock;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggDataSource;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Poller;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Store;
import no.trekkpaalegg.boot.TrekkpaaleggTransactionManager;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.DbSchedulerSchedule;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.boot.schedule.FeedSettings;
import no.trekkpaalegg.boot.schedule.PollSchedule;
import no.trekkpaalegg.boot.schedule.ScheduleOptions;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.inbox.FeedStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The store in the host's database, and the schedule that its nodes share. */
@AutoConfiguration(
        after = {
            TrekkpaaleggClientAutoConfiguration.class,
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class
        },
        before = TrekkpaaleggFeedAutoConfiguration.class)
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
@ConditionalOnClass({JdbcTemplate.class, PlatformTransactionManager.class})
@Conditional(TrekkpaaleggJdbcAutoConfiguration.NotInMemory.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(FeedStore.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class TrekkpaaleggJdbcAutoConfiguration {

    /** Depends on no transaction manager: that of JPA waits for all initializers. */
    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggSchemaInitializer trekkpaaleggSchemaInitializer(
            TrekkpaaleggProperties properties,
            @TrekkpaaleggDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> all) {
        Store store = properties.store();
        DataSource dataSource = StoreBeans.dataSource(marked, all);
        return FeedSettings.checked(
                "trekkpaalegg.store.table-prefix",
                () -> new TrekkpaaleggSchemaInitializer(dataSource, store.initializeSchema(), store.tablePrefix()));
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcFeedStore trekkpaaleggJdbcFeedStore(
            TrekkpaaleggProperties properties,
            @TrekkpaaleggDataSource ObjectProvider<DataSource> markedDataSource,
            ObjectProvider<DataSource> allDataSources,
            @TrekkpaaleggTransactionManager ObjectProvider<PlatformTransactionManager> markedTransactionManager,
            ObjectProvider<PlatformTransactionManager> allTransactionManagers) {
        DataSource dataSource = StoreBeans.dataSource(markedDataSource, allDataSources);
        PlatformTransactionManager transactionManager =
                StoreBeans.transactionManager(markedTransactionManager, allTransactionManagers);
        JdbcFeedStore store = FeedSettings.checked(
                "trekkpaalegg.store.table-prefix",
                () -> new JdbcFeedStore(
                        dataSource, transactionManager, properties.store().tablePrefix()));
        new StoreCheck(store, dataSource, tasksTable(properties)).run();
        return store;
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "trekkpaalegg.poller.enabled", havingValue = "true", matchIfMissing = true)
    PollSchedule trekkpaaleggDbSchedulerSchedule(
            TrekkpaaleggProperties properties,
            Feed feed,
            EmployerRegistry employers,
            @TrekkpaaleggDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> all,
            @Qualifier(TrekkpaaleggClientAutoConfiguration.CLOCK) ObjectProvider<Clock> clock) {
        Poller poller = properties.poller();
        ScheduleOptions options = FeedSettings.checked(
                "trekkpaalegg.poller.heartbeat-interval",
                () -> new ScheduleOptions(poller.interval(), poller.concurrency(), poller.heartbeatInterval()));
        return new DbSchedulerSchedule(
                feed,
                employers,
                StoreBeans.dataSource(marked, all),
                tasksTable(properties),
                options,
                clock.getIfAvailable(Clock::systemUTC));
    }

    private static String tasksTable(TrekkpaaleggProperties properties) {
        return properties.store().tablePrefix() + "tasks";
    }

    static final class NotInMemory extends NoneNestedConditions {
        NotInMemory() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnProperty(name = "trekkpaalegg.store.type", havingValue = "memory")
        static final class InMemory {}
    }
}
