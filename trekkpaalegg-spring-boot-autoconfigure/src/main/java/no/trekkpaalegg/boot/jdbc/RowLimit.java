package no.trekkpaalegg.boot.jdbc;

/** Tells a database to return the first rows only. */
final class RowLimit {
    private RowLimit() {}

    /**
     * The query, which has an order, with its rows limited. MySQL and MariaDB use LIMIT, the others what the SQL standard says; SQL
     * Server wants the offset as well.
     *
     * <p>PostgreSQL gets the limit as a subquery. It does not look into it, plans for a tenth of the rows, and takes the index that has the
     * order. With a number it believes its statistics: if they know of fewer rows than the limit, and a hundred thousand are there by
     * now, it reads and sorts them all.
     */
    static String of(DatabaseKind database, String query, int limit) {
        return switch (database) {
            case POSTGRESQL -> query + " limit (select " + limit + ")";
            case MYSQL, MARIADB -> query + " limit " + limit;
            case SQL_SERVER, ORACLE, OTHER -> query + " offset 0 rows fetch next " + limit + " rows only";
        };
    }
}
