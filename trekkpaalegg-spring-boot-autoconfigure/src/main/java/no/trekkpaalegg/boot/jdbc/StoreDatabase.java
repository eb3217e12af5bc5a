package no.trekkpaalegg.boot.jdbc;

import javax.sql.DataSource;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The database that the orders are stored in. A host with its own store, or with orders in memory, has no such bean.
 *
 * @param dataSource has the tables
 * @param transactionManager the transaction manager of that data source
 * @param tablePrefix first part of the table names; it can include a schema or be empty
 * @hidden
 */
@API(status = Status.INTERNAL)
public record StoreDatabase(DataSource dataSource, PlatformTransactionManager transactionManager, String tablePrefix) {

    /** The name of the table of the schedule. */
    public String tasksTable() {
        return tablePrefix + "tasks";
    }
}
