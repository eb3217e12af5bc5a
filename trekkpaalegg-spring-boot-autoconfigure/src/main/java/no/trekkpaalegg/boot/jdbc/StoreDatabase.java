package no.trekkpaalegg.boot.jdbc;

import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Where the orders are kept in a host with a database. There is one only if the library keeps them there itself: a host with a store of
 * its own, or with orders in memory, has none.
 *
 * @param dataSource where the tables are
 * @param transactionManager the transaction manager of that data source
 * @param tablePrefix what the names of the tables begin with, possibly with a schema, possibly empty
 * @hidden
 */
@API(status = Status.INTERNAL)
public record StoreDatabase(DataSource dataSource, PlatformTransactionManager transactionManager, String tablePrefix) {

    /** The name of the table of the schedule. */
    public String tasksTable() {
        return tablePrefix + "tasks";
    }
}
