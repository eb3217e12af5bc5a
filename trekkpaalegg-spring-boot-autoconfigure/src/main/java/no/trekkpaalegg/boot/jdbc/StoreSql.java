package no.trekkpaalegg.boot.jdbc;

import java.util.Collections;
import java.util.List;

/**
 * The statements of the store, in SQL that all databases understand. The columns have the order of {@link InboxRow} and
 * {@link FeedStateRow}.
 */
final class StoreSql {
    private static final String STATE_COLUMNS =
            "feed_cursor, cursor_marks, resume_after, paused, failures, next_poll_at, last_pass_at, last_success_at,"
                    + " last_outcome, last_problem, last_korrelasjonsid,"
                    + " next_reconcile_at, last_reconciled_at, last_reconcile_failed_at, last_reconcile_problem,"
                    + " held_runs, held_until, delivered_under";
    private static final String KEY_COLUMNS = "employer, trekkid, trekkversjon, trekkstatus";
    private static final String STEP_COLUMNS =
            "sekvensnummer, state, received_at, recovered, attempts, next_attempt_at, cause, settled_at";
    private static final String WRITTEN_COLUMNS = STEP_COLUMNS + ", json_text, open_at";
    private static final String FEED_ORDER = " order by sekvensnummer, trekkversjon, entry_key";

    /** The first condition repeats a part of the second one, so that the database uses the index. */
    private static final String AFTER = " and sekvensnummer >= ?"
            + " and (sekvensnummer > ? or trekkversjon > ? or (trekkversjon = ? and entry_key > ?))";

    private final String feed;
    private final String inbox;
    private final Database database;

    StoreSql(TablePrefix prefix, Database database) {
        this.feed = prefix.table("feed");
        this.inbox = prefix.table("inbox");
        this.database = database;
    }

    /** All columns of both tables, and no row. */
    List<String> selectNothing() {
        return List.of(
                "select " + STATE_COLUMNS + " from " + feed + " where 1 = 0",
                selectWithJson() + " where entry_key = order_key and 1 = 0");
    }

    String lockEmployer() {
        return database.kind() == DatabaseKind.SQL_SERVER
                ? "select employer, " + STATE_COLUMNS + " from " + feed + " with (updlock, rowlock) where employer = ?"
                : selectState() + " for update";
    }

    String insertEmployer() {
        return "insert into " + feed + " (employer, feed_cursor, paused, failures, held_runs) values (?, 0, ?, 0, 0)";
    }

    String selectState() {
        return "select employer, " + STATE_COLUMNS + " from " + feed + " where employer = ?";
    }

    String selectStates() {
        return "select employer, " + STATE_COLUMNS + " from " + feed;
    }

    String updateState() {
        return "update " + feed + " set " + assignments(STATE_COLUMNS) + " where employer = ?";
    }

    String selectEntry() {
        return selectWithJson() + " where entry_key = ?";
    }

    String selectVersions(int orders) {
        return selectWithoutJson() + " where order_key in (" + placeholders(orders) + ")";
    }

    String insertEntry() {
        String columns = "entry_key, order_key, " + KEY_COLUMNS + ", " + WRITTEN_COLUMNS;
        return "insert into " + inbox + " (" + columns + ") values (" + placeholders(countOf(columns)) + ")";
    }

    String replaceEntry() {
        return "update " + inbox + " set " + assignments(WRITTEN_COLUMNS)
                + " where entry_key = ? and state = ? and attempts = ?";
    }

    String selectDue(boolean withTime, boolean goOn, int limit) {
        String query = selectWithJson() + " where employer = ? and state = ?"
                + (withTime ? " and (next_attempt_at is null or next_attempt_at <= ?)" : "")
                + (goOn ? AFTER : "")
                + FEED_ORDER;
        return RowLimit.of(database.kind(), query, limit);
    }

    /** Twice the earliest of one state: each is the first entry of the index. */
    String selectNextDue() {
        return "select min(open_at) from (" + earliest("PENDING") + " union all " + earliest("FAILED") + ") due";
    }

    private String earliest(String state) {
        return "select min(open_at) open_at from " + inbox + " where employer = ? and state = '" + state
                + "' and open_at is not null";
    }

    String selectByState(boolean goOn, int limit) {
        String query = selectWithoutJson() + " where employer = ? and state = ?" + (goOn ? AFTER : "") + FEED_ORDER;
        return RowLimit.of(database.kind(), query, limit);
    }

    String countByState() {
        return "select state, count(*) from " + inbox + " where employer = ? group by state";
    }

    /** Of the rows that are open, for there are few of them, whatever has been delivered. */
    String selectBacklogs() {
        return "select employer, state, count(*), min(received_at) from " + inbox
                + " where open_at is not null and state in ('PENDING', 'FAILED', 'PARKED', 'REJECTED')"
                + " group by employer, state";
    }

    String selectEarliestJson() {
        return "select min(open_at) from " + inbox
                + " where employer = ? and state = 'DELIVERED' and open_at is not null";
    }

    String removeJson() {
        return "update " + inbox + " set json_text = null, open_at = null"
                + " where employer = ? and state = 'DELIVERED' and open_at < ?";
    }

    String forgetDelivered() {
        return "delete from " + inbox + " where employer = ? and state = 'DELIVERED' and sekvensnummer > ?";
    }

    private String selectWithJson() {
        return "select " + KEY_COLUMNS + ", " + STEP_COLUMNS + ", json_text from " + inbox;
    }

    private String selectWithoutJson() {
        return "select " + KEY_COLUMNS + ", " + STEP_COLUMNS + " from " + inbox;
    }

    private static String assignments(String columns) {
        return columns.replace(",", " = ?,") + " = ?";
    }

    private static int countOf(String columns) {
        return columns.split(",", -1).length;
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
