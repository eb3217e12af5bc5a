package no.trekkpaalegg.boot.schedule;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MssqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.OracleJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * How db-scheduler talks to a database. Its own detection treats a database that is away as an unknown one, permanently. This one
 * throws, so that it can be tried again.
 */
final class TaskDatabase {
    private TaskDatabase() {}

    static JdbcCustomization of(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection.getMetaData().getDatabaseProductName());
        }
    }

    /** Times are written as the columns of the shipped scripts expect: with a zone, or as UTC in databases without zones. */
    static JdbcCustomization of(String product) {
        return switch (product) {
            case "PostgreSQL" -> new PostgreSqlJdbcCustomization(false, false);
            case "Microsoft SQL Server" -> new MssqlJdbcCustomization(true);
            case "Oracle" -> new OracleJdbcCustomization(false);
            case "MariaDB" -> new MariaDBJdbcCustomization(true);
            case "MySQL" -> new MySQL8JdbcCustomization(true);
            default -> new DefaultJdbcCustomization(false);
        };
    }
}
