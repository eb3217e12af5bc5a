package no.trekkpaalegg.boot.schedule;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import javax.sql.DataSource;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the clock of this node with that of the database, and reports a difference. If both agree, a time in the table of the schedule
 * that is further ahead than any can rightly be comes from a node whose clock is wrong: a task is then due now, and a heartbeat counts from
 * now.
 */
final class ClockCheck {
    private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);
    private static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(10);
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JdbcCustomization database;
    private final String tableName;
    private final Duration longestWait;
    private final Duration heartbeatLimit;
    private final Clock clock;
    private boolean reported;

    /**
     * @param longestWait the longest time to which an employer is rightly planned ahead
     * @param heartbeatLimit how long a node may be silent before it counts as dead
     */
    ClockCheck(
            DataSource dataSource,
            JdbcCustomization database,
            String tableName,
            Duration longestWait,
            Duration heartbeatLimit,
            Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.database = database;
        this.tableName = tableName;
        this.longestWait = longestWait;
        this.heartbeatLimit = heartbeatLimit;
        this.clock = clock;
    }

    synchronized void run() {
        Instant before = clock.instant();
        Instant ofDatabase = databaseTime();
        Instant now = clock.instant();
        Duration ahead =
                now.isBefore(ofDatabase) ? Duration.between(now, ofDatabase) : Duration.between(ofDatabase, before);
        boolean differs = ahead.compareTo(LARGEST_DIFFERENCE) > 0;
        report(differs, now, ofDatabase);
        if (!differs) {
            transaction.executeWithoutResult(status -> {
                correct("execution_time", false, now, now.plus(longestWait).plus(SLACK));
                correct("last_heartbeat", true, now, now.plus(heartbeatLimit).plus(SLACK));
            });
        }
    }

    private void report(boolean differs, Instant now, Instant ofDatabase) {
        if (differs && !reported) {
            log.warn(
                    "The clocks differ: this node has {}, the database has {}. Set both from a time server. See {}",
                    now,
                    ofDatabase,
                    Runbook.CLOCKS_DIFFER);
        } else if (!differs && reported) {
            log.info("The clocks of this node and of the database agree again");
        }
        reported = differs;
    }

    private void correct(String column, boolean picked, Instant now, Instant latest) {
        int corrected = jdbc.update(
                "update " + tableName + " set " + column + " = ? where picked = ? and " + column + " > ?", row -> {
                    database.setInstant(row, 1, now);
                    row.setBoolean(2, picked);
                    database.setInstant(row, 3, latest);
                });
        if (corrected > 0) {
            log.warn(
                    "A node whose clock is ahead wrote {} time(s) too far ahead into the schedule ({}). They count as now. See {}",
                    corrected,
                    column,
                    Runbook.CLOCKS_DIFFER);
        }
    }

    private Instant databaseTime() {
        String query = switch (database.getName()) {
            case "MariaDB", "MySQL => v8" -> "select utc_timestamp(6)";
            case "MSSQL" -> "select sysutcdatetime()";
            case "Oracle" -> "select sys_extract_utc(systimestamp) from dual";
            default -> "select current_timestamp";
        };
        boolean withZone = query.equals("select current_timestamp");
        return Objects.requireNonNull(jdbc.queryForObject(query, (row, number) -> instant(row, withZone)));
    }

    private static Instant instant(ResultSet row, boolean withZone) throws SQLException {
        return withZone
                ? row.getObject(1, OffsetDateTime.class).toInstant()
                : row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
