package no.trekkpaalegg.boot.jdbc;

import java.sql.SQLException;

/** The databases that differ in something the store needs to say. */
enum DatabaseKind {
    POSTGRESQL,
    MARIADB,
    MYSQL,
    SQL_SERVER,
    ORACLE,
    /** H2, and what speaks as it does. */
    OTHER;

    /** The kind of a database by the name that its driver gives. */
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

    /** Whether a statement failed because it had waited for a lock as long as it was allowed to. */
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
