package no.trekkpaalegg.boot.jdbc;

import org.springframework.jdbc.core.JdbcOperations;

/** The employer's row in the feed table, which a transaction holds by having changed it. */
record EmployerLock(JdbcOperations jdbc, StoreSql sql) {

    /** Waits for the row and holds it until the transaction ends. Returns whether there is a row. */
    boolean acquire(String employer) {
        return jdbc.update(sql.lockEmployer(), employer) == 1;
    }

    /** Adds the row of an employer never polled. */
    void create(String employer) {
        jdbc.update(sql.insertEmployer(), employer, false);
    }
}
