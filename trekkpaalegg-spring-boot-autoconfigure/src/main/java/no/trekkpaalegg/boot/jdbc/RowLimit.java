package no.trekkpaalegg.boot.jdbc;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How a database is told to return some of the rows only: as the SQL standard says, but for MySQL and its kin, which know a word
 * of their own only.
 */
final class RowLimit {
    private final JdbcTemplate jdbc;
    private volatile @Nullable String product;

    RowLimit(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The query, which has an order, with its rows limited. Asks the database for its name the first time. */
    String of(String query, int offset, int limit) {
        String known = product;
        if (known == null) {
            known = jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName());
            product = known;
        }
        return of(known, query, offset, limit);
    }

    static String of(@Nullable String product, String query, int offset, int limit) {
        return "MySQL".equals(product) || "MariaDB".equals(product)
                ? query + " limit " + limit + " offset " + offset
                : query + " offset " + offset + " rows fetch next " + limit + " rows only";
    }
}
