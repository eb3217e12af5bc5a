package no.trekkpaalegg.boot.schedule;

import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.StoreType;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The store in memory. After a restart it delivers every order again, so a host gets it only if the configuration says so or the
 * host has no database. If the host has a {@link DataSource} that the library cannot use, the host does not start.
 */
final class MemoryFallback {
    private static final Logger log = LoggerFactory.getLogger(MemoryFallback.class);
    private static final String KEY = "trekkpaalegg.store.type";
    private static final String SPRING_JDBC = "org.springframework.jdbc.core.JdbcTemplate";
    private static final String BOOT_JDBC = "org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer";
    private static final String OR_MEMORY =
            " Or set trekkpaalegg.store.type to memory: then every order is delivered again after a restart.";

    private final StoreType type;
    private final ConfigurableListableBeanFactory beans;

    MemoryFallback(StoreType type, ConfigurableListableBeanFactory beans) {
        this.type = type;
        this.beans = beans;
    }

    /** @throws TrekkpaaleggConfigurationException if orders are to be stored in a database */
    FeedStore store() {
        if (type == StoreType.JDBC) {
            throw new TrekkpaaleggConfigurationException(
                    KEY,
                    "it is jdbc, but the application has no DataSource, or spring-jdbc is missing",
                    "Add spring-boot-starter-jdbc (or -data-jpa) and configure spring.datasource.url." + OR_MEMORY);
        }
        if (type == StoreType.AUTO
                && has(SPRING_JDBC)
                && beans.getBeanNamesForType(DataSource.class, true, false).length > 0) {
            throw new TrekkpaaleggConfigurationException(
                    KEY,
                    "the application has a DataSource, but the library cannot use it",
                    has(BOOT_JDBC)
                            ? "Let the DataSource be a bean that can be injected, and let an auto-configuration that declares it"
                                    + " run before TrekkpaaleggJdbcAutoConfiguration." + OR_MEMORY
                            : "Add spring-boot-starter-jdbc (or -data-jpa): spring-jdbc alone is not enough."
                                    + OR_MEMORY);
        }
        log.warn(
                "Orders are kept in memory only, because {}. After a restart every order is delivered again.",
                type == StoreType.MEMORY
                        ? "trekkpaalegg.store.type is memory"
                        : "the application has no DataSource or no spring-jdbc");
        return new InMemoryFeedStore();
    }

    private boolean has(String className) {
        return ClassUtils.isPresent(className, beans.getBeanClassLoader());
    }
}
