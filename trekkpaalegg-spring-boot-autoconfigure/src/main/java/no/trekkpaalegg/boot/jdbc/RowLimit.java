package no.trekkpaalegg.boot.jdbc;

/**
 * How a database is told to return some of the rows only: as the SQL standard says, but for MySQL and its kin, which know a word
 * of their own only.
 */
final class RowLimit {
    private RowLimit() {}

    /** The query, which has an order, with its rows limited. */
    static String of(DatabaseKind database, String query, int offset, int limit) {
        return database == DatabaseKind.MYSQL || database == DatabaseKind.MARIADB
                ? query + " limit " + limit + " offset " + offset
                : query + " offset " + offset + " rows fetch next " + limit + " rows only";
    }
}
