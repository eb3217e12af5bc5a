package no.trekkpaalegg.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.inbox.FeedPosition;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores received elements in the inbox, each once, in one transaction:
 *
 * <ol>
 *   <li>Elements with the same key are one; they are sorted by {@code sekvensnummer}.
 *   <li>Elements that are already in the inbox are dropped, in any state.
 *   <li>The others are stored: pending, or rejected if they cannot be delivered.
 *   <li>A well-formed element replaces the same element that was rejected as malformed before.
 *   <li>The cursor only moves forward, and only well-formed elements move it.
 * </ol>
 */
final class InboxWriter {
    private static final Logger log = LoggerFactory.getLogger(InboxWriter.class);
    private static final Comparator<InboxEntry> FEED_ORDER = Comparator.comparingLong(InboxEntry::sekvensnummer)
            .thenComparing(entry -> entry.key().trekkversjon());

    private static final int REPORTED_IN_FULL = 3;
    /** The numbers are global (contract section 1); no authority issues as many orders between two of one employer. */
    private static final long LARGEST_STEP = 1_000_000_000_000L;

    private final FeedStore store;
    private final Admission admission;
    private final Duration rereadWindow;
    private final FeedTelemetry telemetry;

    InboxWriter(FeedStore store, Admission admission, Duration rereadWindow, FeedTelemetry telemetry) {
        this.store = store;
        this.admission = admission;
        this.rereadWindow = rereadWindow;
        this.telemetry = telemetry;
    }

    /**
     * Stores a page of the feed and moves the cursor. What was read before and is known does not count as received.
     *
     * @param knownCursor the cursor that the reader knows. If the stored cursor is lower, an operator has moved it back, and it
     *     stays
     */
    ReadSummary storePage(Employer employer, List<ReceivedOrder> page, long knownCursor) {
        List<InboxEntry> candidates = candidates(employer, page);
        return counted(employer, () -> {
            FeedState state = store.state(employer.orgNumber());
            long reached = reached(state.cursor(), page);
            if (reached > state.cursor() && state.cursor() >= knownCursor) {
                store.save(state.withCursor(reached));
            }
            Stored stored = storeNew(employer, candidates, Long.MIN_VALUE);
            if (stored.pending() > 0 && highestOf(page) > Math.max(reached, knownCursor)) {
                log.warn(
                        "An order received for employer {} has sekvensnummer {}, far ahead of all before it ({}). It is"
                                + " delivered, but the feed does not continue after it. See {}",
                        employer.orgNumber(),
                        highestOf(page),
                        reached,
                        Runbook.SEQUENCE_LEAP);
            }
            return stored.of(page.size() - stored.known(), page);
        });
    }

    /**
     * Stores what the inbox lacks of all current orders. What lies before the re-read window the feed would never have found;
     * the rest is left to it to find, or is new.
     */
    ReadSummary storeMissing(Employer employer, List<ReceivedOrder> orders) {
        List<InboxEntry> candidates = candidates(employer, orders);
        return counted(employer, () -> {
            FeedPosition position = store.state(employer.orgNumber()).position();
            return storeNew(employer, candidates, position.startOfWindow(rereadWindow))
                    .of(orders.size(), orders);
        });
    }

    /** Lets the next pass go on after a number, unless an operator has moved the cursor back. */
    void interrupt(Employer employer, long after, long knownCursor) {
        store.inTransaction(employer.orgNumber(), () -> {
            FeedState state = store.state(employer.orgNumber());
            if (state.cursor() >= knownCursor) {
                store.save(state.withPosition(state.position().interruptedAfter(after)));
            }
            return state;
        });
    }

    /**
     * Moves a cursor back that is ahead of everything the authority shows, so that the feed sees what follows. A cursor that has moved
     * since is left alone: orders may have been read in between.
     *
     * @param cursor where the cursor stood before all current orders were asked for
     * @param highest the highest sequence number among them
     */
    void bringBack(Employer employer, long cursor, long highest) {
        boolean moved = store.inTransaction(employer.orgNumber(), () -> {
            FeedState state = store.state(employer.orgNumber());
            boolean ahead = state.cursor() == cursor && highest < cursor;
            if (ahead) {
                store.save(state.withCursor(highest));
            }
            return ahead;
        });
        if (moved) {
            log.warn(
                    "The cursor of employer {} was {}, ahead of every current order. It goes back to {}, the highest of them."
                            + " See {}",
                    employer.orgNumber(),
                    cursor,
                    highest,
                    Runbook.SEQUENCE_LEAP);
        }
    }

    /** Counts after the transaction, because elements that are rolled back are read again and must not count twice. */
    private ReadSummary counted(Employer employer, Supplier<ReadSummary> work) {
        ReadSummary summary = store.inTransaction(employer.orgNumber(), work);
        telemetry.count(counts -> counts.read(employer.orgNumber(), summary));
        return summary;
    }

    private List<InboxEntry> candidates(Employer employer, List<ReceivedOrder> orders) {
        admission.warnOfUnknown(employer, organisations(orders));
        return orders.stream()
                .map(order -> admission.admit(employer, order))
                .sorted(FEED_ORDER)
                .toList();
    }

    private static Set<String> organisations(List<ReceivedOrder> orders) {
        return orders.stream()
                .flatMap(order -> order.trekkpaalegg().stream())
                .map(Trekkpaalegg::trekkpliktig)
                .collect(Collectors.toSet());
    }

    /** What was done with elements: how many the inbox knew, and what became of the others. */
    private record Stored(int known, int pending, int rejected, int recovered) {
        private ReadSummary of(int received, List<ReceivedOrder> orders) {
            return ReadSummary.received(received, organisations(orders)).withNew(pending, rejected, recovered);
        }
    }

    private Stored storeNew(Employer employer, List<InboxEntry> candidates, long overdueUpTo) {
        Map<String, List<InboxEntry>> inbox = knownVersions(employer, candidates);
        Map<InboxKey, InboxEntry> fresh = new LinkedHashMap<>();
        int known = 0;
        for (InboxEntry candidate : candidates) {
            List<InboxEntry> versions = inbox.getOrDefault(candidate.key().trekkid(), List.of());
            if (versions.stream().anyMatch(version -> version.key().equals(candidate.key()))) {
                known++;
                continue;
            }
            boolean missed = candidate.state() == InboxState.PENDING
                    && candidate.sekvensnummer() <= overdueUpTo
                    && versions.stream().noneMatch(version -> sameVersion(version, candidate));
            if (fresh.putIfAbsent(candidate.key(), missed ? candidate.asRecovered() : candidate) == null) {
                replaceMalformed(versions, candidate);
            }
        }
        store.insert(List.copyOf(fresh.values()));
        report(employer, fresh.values());
        int rejected = count(fresh, entry -> entry.state() == InboxState.REJECTED);
        return new Stored(known, fresh.size() - rejected, rejected, count(fresh, InboxEntry::recovered));
    }

    private static int count(Map<InboxKey, InboxEntry> fresh, Predicate<InboxEntry> condition) {
        return (int) fresh.values().stream().filter(condition).count();
    }

    private Map<String, List<InboxEntry>> knownVersions(Employer employer, List<InboxEntry> candidates) {
        List<String> trekkids = candidates.stream()
                .map(candidate -> candidate.key().trekkid())
                .distinct()
                .toList();
        return store.findVersions(employer.orgNumber(), trekkids).stream()
                .collect(Collectors.groupingBy(entry -> entry.key().trekkid()));
    }

    private void replaceMalformed(List<InboxEntry> versions, InboxEntry candidate) {
        versions.stream()
                .filter(version -> version.state() == InboxState.REJECTED)
                .filter(version -> version.key().isMalformed() && sameVersion(version, candidate))
                .forEach(version -> store.replace(
                        version.superseded(candidate.receivedAt()), InboxState.REJECTED, version.attempts()));
    }

    /** The first few in full, then a count. */
    private static void report(Employer employer, Collection<InboxEntry> fresh) {
        List<InboxEntry> rejected = fresh.stream()
                .filter(entry -> entry.state() == InboxState.REJECTED)
                .toList();
        rejected.stream()
                .limit(REPORTED_IN_FULL)
                .forEach(entry -> log.error(
                        "Rejected an element received for employer {} (trekkid {}, trekkversjon {}, sekvensnummer {}): {}. It is"
                                + " kept as received and not delivered. The other elements are delivered. See {}",
                        employer.orgNumber(),
                        Redaction.identifier(entry.key().trekkid()),
                        entry.key().trekkversjon(),
                        entry.sekvensnummer(),
                        entry.cause(),
                        Runbook.REJECTED_ORDER));
        if (rejected.size() > REPORTED_IN_FULL) {
            log.error(
                    "Rejected {} more elements received for employer {}. See {}",
                    rejected.size() - REPORTED_IN_FULL,
                    employer.orgNumber(),
                    Runbook.REJECTED_ORDER);
        }
        List<InboxEntry> recovered =
                fresh.stream().filter(InboxEntry::recovered).toList();
        recovered.stream()
                .limit(REPORTED_IN_FULL)
                .forEach(entry -> log.warn(
                        "Reconciliation found an order version that the feed had missed for employer {} (trekkid {},"
                                + " trekkversjon {}, sekvensnummer {}). It is delivered now. See {}",
                        employer.orgNumber(),
                        Redaction.identifier(entry.key().trekkid()),
                        entry.key().trekkversjon(),
                        entry.sekvensnummer(),
                        Runbook.RECOVERED_ORDER));
        if (recovered.size() > REPORTED_IN_FULL) {
            log.warn(
                    "Reconciliation found {} more order versions that the feed had missed for employer {}. See {}",
                    recovered.size() - REPORTED_IN_FULL,
                    employer.orgNumber(),
                    Runbook.RECOVERED_ORDER);
        }
    }

    private static boolean sameVersion(InboxEntry one, InboxEntry other) {
        return one.key().trekkversjon() == other.key().trekkversjon();
    }

    /** The highest sequence number of the well-formed elements, 0 if there is none. */
    static long highestOf(List<ReceivedOrder> page) {
        return page.stream()
                .flatMap(order -> order.trekkpaalegg().stream())
                .mapToLong(Trekkpaalegg::sekvensnummer)
                .max()
                .orElse(0);
    }

    /**
     * How far a page brings the cursor. A number out of all proportion to those before it is not followed: everything after the
     * order would be hidden. Such an order is read again in each pass, and stored once.
     */
    static long reached(long cursor, List<ReceivedOrder> page) {
        long reached = cursor;
        long[] ascending = page.stream()
                .flatMap(order -> order.trekkpaalegg().stream())
                .mapToLong(Trekkpaalegg::sekvensnummer)
                .sorted()
                .toArray();
        for (long number : ascending) {
            if (number > reached && number - reached <= LARGEST_STEP) {
                reached = number;
            }
        }
        return reached;
    }
}
