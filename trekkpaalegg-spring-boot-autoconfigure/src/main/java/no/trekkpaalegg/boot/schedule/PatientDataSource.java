package no.trekkpaalegg.boot.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The connections of the schedule. If the database gives none, the caller waits until it does. db-scheduler would otherwise log each attempt
 * with a stack trace; this class logs one line when an outage begins and one when it ends.
 */
final class PatientDataSource extends DelegatingDataSource {
    private static final Logger log = LoggerFactory.getLogger(PatientDataSource.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private boolean away;
    private boolean stopped;

    PatientDataSource(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                Connection connection = super.getConnection();
                back();
                return connection;
            } catch (SQLException | RuntimeException e) {
                if (!isToBeTriedAgain(e)) {
                    throw e;
                }
            }
        }
    }

    /** From now on a connection that cannot be had is a failure. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Takes {@link #stop} back. */
    synchronized void start() {
        stopped = false;
    }

    private synchronized void back() {
        if (away) {
            away = false;
            log.info("The database is back, and the polling schedule goes on.");
        }
    }

    @SuppressWarnings("WaitNotInLoop") // Waking up too early means one more try.
    private synchronized boolean isToBeTriedAgain(Exception e) {
        if (!away && !stopped) {
            away = true;
            log.warn(
                    "The polling schedule waits for the database: {}: {}. It goes on when the database is back. See {}",
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    Runbook.STORE_FAILED);
        }
        try {
            if (!stopped) {
                wait(RETRY.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !stopped;
    }
}
