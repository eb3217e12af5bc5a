package no.trekkpaalegg.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times in columns without a time zone, as the local time of UTC, to the microsecond. All databases have such columns, operators
 * can read them, and the time zones of session and Java process do not change them. Columns with a zone are missing in MySQL, and
 * other databases show them in the reader's zone. Operators cannot read numbers as times.
 */
final class StoredTime {
    private StoredTime() {}

    static LocalDateTime toColumn(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    static void bind(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(index, Types.TIMESTAMP);
        } else {
            statement.setObject(index, toColumn(time));
        }
    }

    static @Nullable Instant read(ResultSet row, int index) throws SQLException {
        LocalDateTime time = row.getObject(index, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
