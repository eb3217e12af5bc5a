package no.trekkpaalegg.boot.jdbc;

/**
 * Tells a database to return the first rows only. MySQL and MariaDB use LIMIT, the others what the SQL standard says; SQL Server
 * wants the offset as well.
 */
final class RowLimit {
    private RowLimit() {}

    /** The query, which has an order, with its rows limited. */
    static String of(DatabaseKind database, String query, int limit) {
        return database == DatabaseKind.MYSQL || database == DatabaseKind.MARIADB
                ? query + " limit " + limit
                : query + " offset 0 rows fetch next " + limit + " rows only";
    }
}
