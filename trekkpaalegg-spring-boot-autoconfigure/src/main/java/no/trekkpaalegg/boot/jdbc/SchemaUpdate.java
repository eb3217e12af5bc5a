package no.trekkpaalegg.boot.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the tables to a version:
 *
 * <ol>
 *   <li>Look which version they have. If it is the one, do nothing: even a statement that would create what is there already waits for the
 *       slowest open delivery, and all others wait behind it.
 *   <li>Otherwise wait until no other node does the same, where the database has a lock for that, and look again.
 *   <li>Run the script that creates the tables, or those that lead from their version to the next ones.
 *   <li>If that fails, another node may have done it in the meantime: look and try again, a few times.
 * </ol>
 */
final class SchemaUpdate {
    private static final Logger log = LoggerFactory.getLogger(SchemaUpdate.class);
    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataSource dataSource;
    private final Database database;
    private final TablePrefix prefix;
    private final SchemaVersion version;
    private final int required;
    private final TransactionTemplate transaction;

    SchemaUpdate(DataSource dataSource, TablePrefix prefix, int required) {
        this.dataSource = dataSource;
        this.database = new Database(dataSource);
        this.prefix = prefix;
        this.version = new SchemaVersion(database.jdbc(), prefix);
        this.required = required;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /**
     * @param schema the script that creates the tables; those of the migrations are beside it
     * @param goOn whether to go on after a statement that fails
     */
    void run(Resource schema, boolean goOn) {
        for (int nth = 1; !isDone(); nth++) {
            try {
                transaction.executeWithoutResult(status -> update(schema, goOn, status));
            } catch (DataAccessException e) {
                if (nth == TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private boolean isDone() {
        OptionalInt installed = version.installed();
        return installed.isPresent() && installed.getAsInt() >= required;
    }

    private void update(Resource schema, boolean goOn, TransactionStatus status) {
        lock();
        try {
            // A look at a table that is missing would otherwise spoil the transaction.
            Object savepoint = status.createSavepoint();
            OptionalInt installed = version.installed();
            status.rollbackToSavepoint(savepoint);

            Resource[] scripts = (installed.isEmpty() ? Stream.of(schema) : migrations(schema, installed.getAsInt()))
                    .map(this::renamed)
                    .toArray(Resource[]::new);
            DatabasePopulatorUtils.execute(
                    new ResourceDatabasePopulator(goOn, false, StandardCharsets.UTF_8.name(), scripts), dataSource);
            if (scripts.length > 0) {
                log.info("The tables of the library are at version {} now", required);
            }
        } finally {
            unlock();
        }
    }

    private Stream<Resource> migrations(Resource schema, int installed) {
        String name = Objects.requireNonNull(schema.getFilename());
        return IntStream.rangeClosed(installed + 1, required)
                .mapToObj(next -> beside(schema, name.replace("schema", "migration-" + next)));
    }

    private static Resource beside(Resource script, String name) {
        try {
            return script.createRelative(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Resource renamed(Resource script) {
        try {
            String content = prefix.rename(script.getContentAsString(StandardCharsets.UTF_8));
            return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8), script.getDescription());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The transaction ends the lock of PostgreSQL; that of MariaDB and MySQL belongs to the connection. */
    private void lock() {
        switch (database.kind()) {
            case POSTGRESQL -> database.jdbc().execute("select pg_advisory_xact_lock(hashtext('trekkpaalegg_schema'))");
            case MARIADB, MYSQL -> database.jdbc().execute("select get_lock('trekkpaalegg_schema', 600)");
            case SQL_SERVER, ORACLE, OTHER -> {}
        }
    }

    private void unlock() {
        switch (database.kind()) {
            case MARIADB, MYSQL -> database.jdbc().execute("select release_lock('trekkpaalegg_schema')");
            case POSTGRESQL, SQL_SERVER, ORACLE, OTHER -> {}
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start was interrupted while the tables were created", e);
        }
    }
}
