package no.trekkpaalegg.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.jspecify.annotations.Nullable;

/** Entries as rows of the inbox table, in the column order of {@link StoreSql}. */
final class InboxRow {
    private static final int JSON_COLUMN = 13;

    private InboxRow() {}

    static InboxEntry read(ResultSet row, int number) throws SQLException {
        return read(row, row.getString(JSON_COLUMN));
    }

    static InboxEntry readWithoutJson(ResultSet row, int number) throws SQLException {
        return read(row, null);
    }

    private static InboxEntry read(ResultSet row, @Nullable String json) throws SQLException {
        InboxKey key = new InboxKey(
                row.getString(1),
                StoredText.decodedKey(row.getString(2)),
                row.getInt(3),
                StoredText.decodedKey(row.getString(4)));
        Instant receivedAt = Objects.requireNonNull(StoredTime.read(row, 7), "received_at");
        return new InboxEntry(
                key,
                row.getLong(5),
                InboxState.valueOf(row.getString(6)),
                json,
                receivedAt,
                row.getBoolean(8),
                row.getInt(9),
                StoredTime.read(row, 10),
                row.getString(11),
                StoredTime.read(row, 12));
    }

    static void bindNew(PreparedStatement insert, InboxEntry entry) throws SQLException {
        InboxKey key = entry.key();
        insert.setString(1, KeyDigest.ofEntry(key));
        insert.setString(2, KeyDigest.ofOrder(key.employer(), key.trekkid()));
        insert.setString(3, key.employer());
        insert.setString(4, StoredText.encodedKey(key.trekkid()));
        insert.setInt(5, key.trekkversjon());
        insert.setString(6, StoredText.encodedKey(key.trekkstatus()));
        bindStep(insert, 7, entry);
    }

    static void bindNext(PreparedStatement update, InboxEntry next, InboxState expectedState, int expectedAttempts)
            throws SQLException {
        int index = bindStep(update, 1, next);
        update.setString(index, KeyDigest.ofEntry(next.key()));
        update.setString(index + 1, expectedState.name());
        update.setInt(index + 2, expectedAttempts);
    }

    /** Binds all columns except the key. Returns the index after the last bound one. */
    private static int bindStep(PreparedStatement statement, int first, InboxEntry entry) throws SQLException {
        int index = first;
        statement.setLong(index++, entry.sekvensnummer());
        statement.setString(index++, entry.state().name());
        StoredTime.bind(statement, index++, entry.receivedAt());
        statement.setBoolean(index++, entry.recovered());
        statement.setInt(index++, entry.attempts());
        StoredTime.bind(statement, index++, entry.nextAttemptAt());
        statement.setString(index++, StoredText.storable(entry.cause()));
        StoredTime.bind(statement, index++, entry.settledAt());
        statement.setString(index++, StoredText.storable(entry.json()));
        StoredTime.bind(statement, index++, openAt(entry));
        return index;
    }

    /** Since when, or from when on, something is left to do with the entry; {@code null} when nothing is. */
    private static @Nullable Instant openAt(InboxEntry entry) {
        return switch (entry.state()) {
            case PENDING, PARKED, REJECTED -> entry.receivedAt();
            case FAILED -> entry.nextAttemptAt() == null ? entry.receivedAt() : entry.nextAttemptAt();
            case DELIVERED -> entry.json() == null ? null : entry.settledAt();
            case SUPERSEDED, DISCARDED -> null;
        };
    }
}
