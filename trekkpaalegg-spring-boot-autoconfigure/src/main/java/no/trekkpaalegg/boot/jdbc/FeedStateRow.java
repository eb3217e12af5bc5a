package no.trekkpaalegg.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import no.trekkpaalegg.inbox.FeedState;

/** Feed states as rows of the feed table, in the column order of {@link StoreSql}. */
final class FeedStateRow {
    private FeedStateRow() {}

    static FeedState read(ResultSet row, int number) throws SQLException {
        return new FeedState(
                row.getString(1),
                row.getLong(2),
                row.getBoolean(3),
                row.getInt(4),
                StoredTime.read(row, 5),
                StoredTime.read(row, 6),
                StoredTime.read(row, 7),
                StoredTime.read(row, 8),
                row.getString(9),
                row.getString(10),
                row.getString(11));
    }

    static void bind(PreparedStatement update, FeedState state) throws SQLException {
        update.setLong(1, state.cursor());
        update.setBoolean(2, state.paused());
        update.setInt(3, state.failures());
        StoredTime.bind(update, 4, state.nextPollAt());
        StoredTime.bind(update, 5, state.nextReconcileAt());
        StoredTime.bind(update, 6, state.lastPassAt());
        StoredTime.bind(update, 7, state.lastSuccessAt());
        update.setString(8, StoredText.storable(state.lastOutcome()));
        update.setString(9, StoredText.storable(state.lastProblem()));
        update.setString(10, StoredText.storable(state.lastKorrelasjonsid()));
        update.setString(11, state.employer());
    }
}
