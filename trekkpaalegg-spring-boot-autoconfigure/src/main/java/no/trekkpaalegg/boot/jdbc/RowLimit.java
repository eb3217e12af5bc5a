package no.trekkpaalegg.boot.jdbc;

/** Limits a query to its first rows. */
final class RowLimit {
    private RowLimit() {}

    /**
     * The query with a limit. It must have an order. MySQL and MariaDB use LIMIT. The others use the SQL standard; SQL Server also
     * needs the offset.
     *
     * <p>PostgreSQL gets the limit as a subquery. It does not evaluate the subquery when it plans, so it plans for a tenth of the
     * rows and uses the index that has the order. With a number it relies on its statistics: if they show fewer rows than the
     * limit, and a hundred thousand have been added since, it reads and sorts all of them.
     */
    static String of(DatabaseKind database, String query, int limit) {
        return switch (database) {
            case POSTGRESQL -> query + " limit (select " + limit + ")";
            case MYSQL, MARIADB -> query + " limit " + limit;
            case SQL_SERVER, ORACLE, OTHER -> query + " offset 0 rows fetch next " + limit + " rows only";
        };
    }
}
