package no.trekkpaalegg.boot.jdbc;

import java.util.List;
import java.util.OptionalInt;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcOperations;

/** The version of the tables, which is in a table of its own. Each release says which one it needs. */
record SchemaVersion(JdbcOperations jdbc, TablePrefix prefix) {
    /** What {@code schema-<database>.sql} creates. A higher one has scripts {@code migration-<version>-<database>.sql}. */
    static final int REQUIRED = 1;

    private static final List<String> OTHER_TABLES = List.of("feed", "inbox", "tasks");

    /**
     * The version of the tables in the database; empty if one of them is missing, or the version, which the script writes last.
     *
     * @throws org.springframework.dao.DataAccessException if the database cannot be asked
     */
    OptionalInt installed() {
        try {
            OTHER_TABLES.forEach(
                    table -> jdbc.query("select 1 from " + prefix.table(table) + " where 1 = 0", row -> {}));
            Integer version = jdbc.queryForObject("select max(version) from " + prefix.table("schema"), Integer.class);
            return version == null ? OptionalInt.empty() : OptionalInt.of(version);
        } catch (BadSqlGrammarException e) {
            return OptionalInt.empty();
        }
    }
}
