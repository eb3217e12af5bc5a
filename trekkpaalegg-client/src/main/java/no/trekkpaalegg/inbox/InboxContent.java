package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The inbox and the feed state of one employer, with the queries on them. Not safe for use by many threads. */
final class InboxContent {
    private static final Comparator<InboxEntry> FEED_ORDER = Comparator.comparingLong(InboxEntry::sekvensnummer)
            .thenComparingInt(entry -> entry.key().trekkversjon())
            .thenComparing(entry -> entry.key().trekkid())
            .thenComparing(entry -> entry.key().trekkstatus());

    /** Grouped by order, because each delivery looks up all versions of its order. */
    private final Map<String, Map<InboxKey, InboxEntry>> orders = new HashMap<>();

    private FeedState state;

    InboxContent(String employer) {
        this.state = FeedState.initial(employer);
    }

    FeedState state() {
        return state;
    }

    void save(FeedState newState) {
        state = newState;
    }

    @Nullable
    InboxEntry find(InboxKey key) {
        return orders.getOrDefault(key.trekkid(), Map.of()).get(key);
    }

    void set(InboxKey key, @Nullable InboxEntry entry) {
        Map<InboxKey, InboxEntry> versions = orders.computeIfAbsent(key.trekkid(), trekkid -> new HashMap<>());
        if (entry != null) {
            versions.put(key, entry);
            return;
        }
        versions.remove(key);
        if (versions.isEmpty()) {
            orders.remove(key.trekkid());
        }
    }

    List<InboxEntry> findVersions(Collection<String> trekkids) {
        return new HashSet<>(trekkids)
                .stream()
                        .flatMap(trekkid -> orders.getOrDefault(trekkid, Map.of()).values().stream())
                        .map(InboxContent::withoutJson)
                        .toList();
    }

    List<InboxEntry> findDue(Instant now, Optional<InboxEntry> after, int limit) {
        // Not sorted as a whole: this is asked once for every few of them.
        PriorityQueue<InboxEntry> first = new PriorityQueue<>(FEED_ORDER.reversed());
        entries()
                .filter(InboxContent::waitsForDelivery)
                .filter(entry -> isDueAtOnce(entry) || !dueAt(entry).isAfter(now))
                .filter(entry -> isAfter(entry, after))
                .forEach(entry -> {
                    first.add(entry);
                    if (first.size() > limit) {
                        first.remove();
                    }
                });
        return first.stream().sorted(FEED_ORDER).toList();
    }

    Optional<Instant> nextDueAt() {
        return entries()
                .filter(InboxContent::waitsForDelivery)
                .map(InboxContent::dueAt)
                .min(Comparator.naturalOrder());
    }

    List<InboxEntry> findByState(InboxState wanted, Optional<InboxEntry> after, int limit) {
        return entries()
                .filter(entry -> entry.state() == wanted)
                .filter(entry -> isAfter(entry, after))
                .sorted(FEED_ORDER)
                .limit(limit)
                .map(InboxContent::withoutJson)
                .toList();
    }

    Map<InboxState, Long> countByState() {
        return entries().collect(Collectors.groupingBy(InboxEntry::state, Collectors.counting()));
    }

    Backlog backlog() {
        Map<InboxState, Long> counts = countByState();
        counts.keySet().retainAll(Backlog.STATES);
        Instant oldest = entries()
                .filter(entry -> entry.state().isUndelivered())
                .map(InboxEntry::receivedAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Backlog(state.employer(), counts, oldest);
    }

    List<InboxEntry> findDelivered(Predicate<InboxEntry> condition) {
        return entries()
                .filter(entry -> entry.state() == InboxState.DELIVERED)
                .filter(condition)
                .toList();
    }

    static InboxEntry withoutJson(InboxEntry entry) {
        return new InboxEntry(
                entry.key(),
                entry.sekvensnummer(),
                entry.state(),
                null,
                entry.receivedAt(),
                entry.recovered(),
                entry.attempts(),
                entry.nextAttemptAt(),
                entry.cause(),
                entry.settledAt());
    }

    private Stream<InboxEntry> entries() {
        return orders.values().stream().flatMap(versions -> versions.values().stream());
    }

    private static boolean isAfter(InboxEntry entry, Optional<InboxEntry> last) {
        return last.isEmpty() || FEED_ORDER.compare(entry, last.get()) > 0;
    }

    private static boolean waitsForDelivery(InboxEntry entry) {
        return entry.state() == InboxState.PENDING || entry.state() == InboxState.FAILED;
    }

    private static boolean isDueAtOnce(InboxEntry entry) {
        return entry.state() == InboxState.PENDING || entry.nextAttemptAt() == null;
    }

    private static Instant dueAt(InboxEntry entry) {
        Instant nextAttemptAt = entry.nextAttemptAt();
        return isDueAtOnce(entry) || nextAttemptAt == null ? entry.receivedAt() : nextAttemptAt;
    }
}
