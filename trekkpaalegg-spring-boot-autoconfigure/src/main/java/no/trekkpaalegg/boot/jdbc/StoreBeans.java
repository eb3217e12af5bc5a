package no.trekkpaalegg.boot.jdbc;

import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.PlatformTransactionManager;

/** Selects the host's beans for the store: the marked one, or otherwise the only or primary one. */
final class StoreBeans {
    private StoreBeans() {}

    public static DataSource dataSource(ObjectProvider<DataSource> marked, ObjectProvider<DataSource> all) {
        DataSource dataSource = marked.getIfAvailable(all::getIfUnique);
        if (dataSource == null) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.store.type",
                    "the application has several beans of type DataSource, and none is selected for the orders",
                    "Mark the one that your listeners write to with @TrekkpaaleggDataSource, or make it @Primary. Or set"
                            + " trekkpaalegg.store.type to memory: then every order is delivered again after a restart.");
        }
        return dataSource;
    }

    public static PlatformTransactionManager transactionManager(
            ObjectProvider<PlatformTransactionManager> marked, ObjectProvider<PlatformTransactionManager> all) {
        PlatformTransactionManager transactionManager = marked.getIfAvailable(all::getIfUnique);
        if (transactionManager == null) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.store.type",
                    "orders are stored in the DataSource of the application, but the application has no bean of type"
                            + " PlatformTransactionManager, or has several and none is selected",
                    "Declare a JdbcTransactionManager (or JpaTransactionManager) of that DataSource; if there are several, mark"
                            + " it with @TrekkpaaleggTransactionManager or make it @Primary.");
        }
        return transactionManager;
    }
}
