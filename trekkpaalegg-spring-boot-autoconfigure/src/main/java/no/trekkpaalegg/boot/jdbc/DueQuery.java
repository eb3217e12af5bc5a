package no.trekkpaalegg.boot.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;

/**
 * The question what is due. It is asked once per state, for with one state the index gives the rows in the order of the feed, and
 * a page costs the same however many wait behind it.
 */
record DueQuery(StoreSql sql, String employer, Instant now, Optional<InboxEntry> after, int limit) {
    /** The order of the index. The digest settles ties: it is the only part of the key that all databases compare alike. */
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

    /** What the statements compare with to go on after an entry. */
    static List<Object> placeOf(InboxEntry entry) {
        return List.of(
                entry.sekvensnummer(),
                entry.sekvensnummer(),
                entry.key().trekkversjon(),
                entry.key().trekkversjon(),
                KeyDigest.ofEntry(entry.key()));
    }
}
