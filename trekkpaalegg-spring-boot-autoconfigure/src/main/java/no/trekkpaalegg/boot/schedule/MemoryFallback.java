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
 * The store of a host that has no other. Orders in memory are delivered again after a restart, so a host gets it only if it asked for
 * it or has no database: never because the library failed to see a {@link DataSource} that is there.
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

    /** @throws TrekkpaaleggConfigurationException if orders belong in a database */
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
                    "the application has a DataSource, but the library could not put its store there",
                    has(BOOT_JDBC)
                            ? "Let the DataSource be a bean that can be injected, and let an auto-configuration that declares it"
                                    + " run before TrekkpaaleggJdbcAutoConfiguration." + OR_MEMORY
                            : "Add spring-boot-starter-jdbc (or -data-jpa): spring-jdbc alone is not enough."
                                    + OR_MEMORY);
        }
        log.warn(
                "Orders are kept in memory only, because {}: after a restart every order is delivered again.",
                type == StoreType.MEMORY
                        ? "trekkpaalegg.store.type is memory"
                        : "the application has no DataSource or no spring-jdbc");
        return new InMemoryFeedStore();
    }

    private boolean has(String className) {
        return ClassUtils.isPresent(className, beans.getBeanClassLoader());
    }
}
