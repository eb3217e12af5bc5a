package no.trekkpaalegg.boot.jdbc;

import java.sql.SQLException;
import java.util.OptionalInt;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Checks the database at start. If the database answers and the tables are missing, the host does not start, because waiting does
 * not help. If the database is away, the host starts.
 */
final class StoreCheck {
    private static final Logger log = LoggerFactory.getLogger(StoreCheck.class);

    private static final String INITIALIZE_SCHEMA = "trekkpaalegg.store.initialize-schema";
    private static final String WHERE = "the package no.trekkpaalegg.boot.jdbc of the jar"
            + " trekkpaalegg-spring-boot-autoconfigure (copy it to your Flyway or Liquibase migrations).";

    private final JdbcFeedStore store;
    private final JdbcTemplate jdbc;
    private final StoreDatabase database;

    StoreCheck(JdbcFeedStore store, StoreDatabase database) {
        this.store = store;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.database = database;
    }

    void run() {
        try {
            OptionalInt version = new SchemaVersion(jdbc, new TablePrefix(database.tablePrefix())).installed();
            version.ifPresent(StoreCheck::checkVersion);
            store.verify();
            jdbc.query("select * from " + database.tasksTable() + " where 1 = 0", row -> {});
            if (version.isEmpty()) {
                throw new BadSqlGrammarException(
                        "start", "", new SQLException(database.tablePrefix() + "schema is missing or empty"));
            }
        } catch (TrekkpaaleggConfigurationException e) {
            throw e;
        } catch (BadSqlGrammarException | PermissionDeniedDataAccessException e) {
            throw missingTable(e.getMostSpecificCause());
        } catch (IllegalStateException e) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.store.type",
                    String.valueOf(e.getMessage()),
                    "Mark the DataSource that your listeners write to with @TrekkpaaleggDataSource, and its transaction manager"
                            + " with @TrekkpaaleggTransactionManager.",
                    e);
        } catch (RuntimeException e) {
            log.warn(
                    "The database cannot be used now: {}: {}. The application starts, and polling begins when the database is"
                            + " back. See {}",
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    Runbook.STORE_FAILED);
        }
    }

    private static void checkVersion(int version) {
        if (version < SchemaVersion.REQUIRED) {
            String first = "migration-" + (version + 1) + "-<database>.sql";
            String last = "migration-" + SchemaVersion.REQUIRED + "-<database>.sql";
            throw new TrekkpaaleggConfigurationException(
                    INITIALIZE_SCHEMA,
                    "the tables are at version " + version + ", and this release needs version "
                            + SchemaVersion.REQUIRED,
                    "Run " + (first.equals(last) ? "the script " + first : "the scripts " + first + " to " + last)
                            + ", which are in " + WHERE + " Or set " + INITIALIZE_SCHEMA + " to always.");
        }
        if (version > SchemaVersion.REQUIRED) {
            log.warn(
                    "The tables are at version {}, and this release knows version {}. It works on them if they still have all it"
                            + " needs. Deploy the newer release on all nodes.",
                    version,
                    SchemaVersion.REQUIRED);
        }
    }

    private static TrekkpaaleggConfigurationException missingTable(Throwable cause) {
        return new TrekkpaaleggConfigurationException(
                INITIALIZE_SCHEMA,
                "a table of the library is missing or cannot be read: " + Redaction.redact(cause.getMessage()),
                "Create the tables with the script schema-<database>.sql, which is in " + WHERE + " Or set "
                        + INITIALIZE_SCHEMA
                        + " to always. If the tables have other names, set trekkpaalegg.store.table-prefix.",
                cause);
    }
}
