package no.trekkpaalegg.boot.jdbc;

import java.sql.SQLException;

/** The databases whose SQL differs for the store. */
enum DatabaseKind {
    POSTGRESQL,
    MARIADB,
    MYSQL,
    SQL_SERVER,
    ORACLE,
    /** H2, and databases with the same SQL. */
    OTHER;

    /** Finds the kind by the product name of the driver. */
    static DatabaseKind of(String productName) {
        return switch (productName) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB" -> MARIADB;
            case "MySQL" -> MYSQL;
            case "Microsoft SQL Server" -> SQL_SERVER;
            case "Oracle" -> ORACLE;
            default -> OTHER;
        };
    }

    /** Whether a statement failed because its wait for a lock reached the limit. */
    boolean isLockTimeout(SQLException e) {
        int code = e.getErrorCode();
        return switch (this) {
            case POSTGRESQL -> "55P03".equals(e.getSQLState());
            case MARIADB, MYSQL -> code == 1205;
            case SQL_SERVER -> code == 1222;
            case ORACLE -> code == 30006 || code == 54;
            case OTHER -> code == 50200;
        };
    }
}
