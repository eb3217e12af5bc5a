package no.trekkpaalegg.boot.jdbc;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The host's database. Its kind is determined at the first use, because the database can be away at start. */
final class Database {
    private final JdbcTemplate jdbc;
    private volatile @Nullable DatabaseKind kind;

    Database(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    DatabaseKind kind() {
        DatabaseKind known = kind;
        if (known == null) {
            String product = jdbc.execute((ConnectionCallback<String>)
                    connection -> connection.getMetaData().getDatabaseProductName());
            known = DatabaseKind.of(Objects.requireNonNull(product, "product"));
            kind = known;
        }
        return known;
    }
}
