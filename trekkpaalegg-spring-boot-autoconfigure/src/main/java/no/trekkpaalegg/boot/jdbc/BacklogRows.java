package no.trekkpaalegg.boot.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.InboxState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Combines the rows of {@link StoreSql#selectBacklogs()}, one per employer and state. */
final class BacklogRows implements RowCallbackHandler {
    private final Map<String, Backlog> backlogs = new HashMap<>();

    @Override
    public void processRow(ResultSet row) throws SQLException {
        String employer = row.getString(1);
        Backlog before = backlogs.getOrDefault(employer, Backlog.none(employer));
        InboxState state = InboxState.valueOf(row.getString(2));
        Map<InboxState, Long> counts = new EnumMap<>(InboxState.class);
        counts.putAll(before.counts());
        counts.put(state, row.getLong(3));
        Instant oldest = state.isUndelivered() ? StoredTime.read(row, 4) : null;
        backlogs.put(employer, new Backlog(employer, counts, earlier(before.oldestUndelivered(), oldest)));
    }

    Collection<Backlog> all() {
        return backlogs.values();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
