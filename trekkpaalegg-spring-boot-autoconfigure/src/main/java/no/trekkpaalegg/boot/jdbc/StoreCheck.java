package no.trekkpaalegg.boot.jdbc;

import javax.sql.DataSource;
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

    private final JdbcFeedStore store;
    private final JdbcTemplate jdbc;
    private final String tasksTable;

    StoreCheck(JdbcFeedStore store, DataSource dataSource, String tasksTable) {
        this.store = store;
        this.jdbc = new JdbcTemplate(dataSource);
        this.tasksTable = tasksTable;
    }

    void run() {
        try {
            store.verify();
            jdbc.query("select * from " + tasksTable + " where 1 = 0", row -> {});
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

    private static TrekkpaaleggConfigurationException missingTable(Throwable cause) {
        return new TrekkpaaleggConfigurationException(
                "trekkpaalegg.store.initialize-schema",
                "a table of the library is missing or cannot be read: " + Redaction.redact(cause.getMessage()),
                "Create the tables with the script schema-<database>.sql, which is in the package no.trekkpaalegg.boot.jdbc of the"
                        + " jar trekkpaalegg-spring-boot-autoconfigure (copy it to your Flyway or Liquibase migrations). Or set"
                        + " trekkpaalegg.store.initialize-schema to always. If the tables have other names, set"
                        + " trekkpaalegg.store.table-prefix.",
                cause);
    }
}
