package no.trekkpaalegg.boot.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;

/**
 * The query for due entries. It runs once per state, because with one state the index returns the rows in the order of the feed. A
 * page then costs the same, independent of the number of waiting entries.
 */
record DueQuery(StoreSql sql, String employer, Instant now, Optional<InboxEntry> after, int limit) {
    /** The order of the index. The digest orders equal rows: it is the only part of the key that all databases compare in the same way. */
    static final Comparator<InboxEntry> FEED_ORDER = Comparator.comparingLong(InboxEntry::sekvensnummer)
            .thenComparingInt(entry -> entry.key().trekkversjon())
            .thenComparing(entry -> KeyDigest.ofEntry(entry.key()));

    String text(InboxState state) {
        return sql.selectDue(state == InboxState.FAILED, after.isPresent(), limit);
    }

    Object[] arguments(InboxState state) {
        List<Object> arguments = new ArrayList<>(List.of(employer, state.name()));
        if (state == InboxState.FAILED) {
            arguments.add(StoredTime.toColumn(now));
        }
        after.ifPresent(entry -> arguments.addAll(placeOf(entry)));
        return arguments.toArray();
    }

    /** The values that the statements compare with to continue after an entry. */
    static List<Object> placeOf(InboxEntry entry) {
        return List.of(
                entry.sekvensnummer(),
                entry.sekvensnummer(),
                entry.key().trekkversjon(),
                entry.key().trekkversjon(),
                KeyDigest.ofEntry(entry.key()));
    }
}
