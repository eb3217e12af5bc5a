package no.trekkpaalegg.boot.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.FeedState;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;

/**
 * The lock on an employer: its row in the feed table, read {@code for update}. The row is read and not changed, so that frequent
 * locking does not create old versions of the row. The wait for the row has a limit, and the work that follows has none: a limit
 * that is not part of the statement is reset at once.
 */
final class EmployerLock {
    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(1);

    private final Database database;
    private final JdbcOperations jdbc;
    private final StoreSql sql;
    private final Duration limit;

    /** @throws IllegalArgumentException if the limit is shorter than a second, the unit of most databases */
    EmployerLock(Database database, StoreSql sql, Duration limit) {
        if (limit.compareTo(SHORTEST_LIMIT) < 0) {
            throw new IllegalArgumentException("the lock timeout must be a second or longer");
        }
        this.database = database;
        this.jdbc = database.jdbc();
        this.sql = sql;
        this.limit = limit;
    }

    /**
     * Waits for the row and holds it until the transaction ends. Returns the state in the row, or nothing if there is no row.
     *
     * @throws EmployerBusyException if another transaction holds it for longer than the limit
     */
    Optional<FeedState> acquire(String employer) {
        try {
            return switch (database.kind()) {
                case POSTGRESQL -> inOneCall(employer);
                case MYSQL ->
                    withSessionLimit(
                            "select @@innodb_lock_wait_timeout",
                            "set innodb_lock_wait_timeout = ",
                            seconds(),
                            employer);
                case SQL_SERVER ->
                    withSessionLimit("select @@lock_timeout", "set lock_timeout ", limit.toMillis(), employer);
                case MARIADB, ORACLE, OTHER -> select(sql.lockEmployer() + " wait " + seconds(), employer);
            };
        } catch (DataAccessException e) {
            if (e.getCause() instanceof SQLException cause && database.kind().isLockTimeout(cause)) {
                throw new EmployerBusyException(employer, limit, e);
            }
            throw e;
        }
    }

    /** Adds the row of an employer that was never polled. */
    void create(String employer) {
        jdbc.update(sql.insertEmployer(), employer, false);
    }

    private Optional<FeedState> select(String query, String employer) {
        return jdbc.query(query, FeedStateRow::read, employer).stream().findFirst();
    }

    /** One call for all steps: store the limit of the host and set ours for this transaction, lock, set the host's limit again. */
    private Optional<FeedState> inOneCall(String employer) {
        String statements = "select set_config('trekkpaalegg.lock_timeout', current_setting('lock_timeout'), true),"
                + " set_config('lock_timeout', '" + limit.toMillis() + "', true); "
                + sql.lockEmployer()
                + "; select set_config('lock_timeout', current_setting('trekkpaalegg.lock_timeout'), true)";
        PreparedStatementCallback<Optional<FeedState>> secondResult = statement -> {
            statement.setString(1, employer);
            statement.execute();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? Optional.of(FeedStateRow.read(row, 0)) : Optional.empty();
            }
        };
        return Objects.requireNonNull(jdbc.execute(statements, secondResult));
    }

    /** The limit belongs to the connection and outlives the transaction, so it is always reset. */
    private Optional<FeedState> withSessionLimit(String ask, String set, long ours, String employer) {
        long before = Objects.requireNonNull(jdbc.queryForObject(ask, Long.class));
        jdbc.execute(set + ours);
        try {
            return select(sql.lockEmployer(), employer);
        } finally {
            jdbc.execute(set + before);
        }
    }

    private long seconds() {
        return limit.plusMillis(999).toSeconds();
    }
}
