package no.trekkpaalegg.boot.jdbc;

import java.util.function.Supplier;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggDataSource;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggTransactionManager;
import no.trekkpaalegg.inbox.FeedStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The store in the host's database. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
@ConditionalOnClass({JdbcTemplate.class, PlatformTransactionManager.class, DataSourceScriptDatabaseInitializer.class})
@Conditional(TrekkpaaleggJdbcAutoConfiguration.NotInMemory.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(FeedStore.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(ScriptHints.class)
public final class TrekkpaaleggJdbcAutoConfiguration {
    private static final String TABLE_PREFIX = "trekkpaalegg.store.table-prefix";
    private static final String LOCK_TIMEOUT = "trekkpaalegg.store.lock-timeout";

    /** It does not depend on a transaction manager, because JPA's waits for all initializers. */
    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggSchemaInitializer trekkpaaleggSchemaInitializer(
            TrekkpaaleggProperties properties,
            @TrekkpaaleggDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> all) {
        return new TrekkpaaleggSchemaInitializer(
                StoreBeans.dataSource(marked, all),
                properties.store().initializeSchema(),
                tablePrefix(properties),
                SchemaVersion.REQUIRED);
    }

    @Bean
    StoreDatabase trekkpaaleggStoreDatabase(
            TrekkpaaleggProperties properties,
            @TrekkpaaleggDataSource ObjectProvider<DataSource> markedDataSource,
            ObjectProvider<DataSource> allDataSources,
            @TrekkpaaleggTransactionManager ObjectProvider<PlatformTransactionManager> markedTransactionManager,
            ObjectProvider<PlatformTransactionManager> allTransactionManagers) {
        return new StoreDatabase(
                StoreBeans.dataSource(markedDataSource, allDataSources),
                StoreBeans.transactionManager(markedTransactionManager, allTransactionManagers),
                tablePrefix(properties));
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcFeedStore trekkpaaleggJdbcFeedStore(TrekkpaaleggProperties properties, StoreDatabase database) {
        JdbcFeedStore store = checked(
                LOCK_TIMEOUT,
                () -> new JdbcFeedStore(
                        database.dataSource(),
                        database.transactionManager(),
                        database.tablePrefix(),
                        properties.store().lockTimeout()));
        new StoreCheck(store, database).run();
        return store;
    }

    private static String tablePrefix(TrekkpaaleggProperties properties) {
        return checked(TABLE_PREFIX, () -> new TablePrefix(properties.store().tablePrefix()).value());
    }

    private static <T> T checked(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    key, String.valueOf(e.getMessage()), "Correct " + key + ".", e);
        }
    }

    static final class NotInMemory extends NoneNestedConditions {
        NotInMemory() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnProperty(name = "trekkpaalegg.store.type", havingValue = "memory")
        static final class InMemory {}
    }
}
