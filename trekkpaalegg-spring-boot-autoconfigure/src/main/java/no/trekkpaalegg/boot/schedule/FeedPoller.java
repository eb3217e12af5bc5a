package no.trekkpaalegg.boot.schedule;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import no.trekkpaalegg.boot.StuckOrders;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedState.DeliveryHold;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * The poller, on the feed and its store. Each change of the inbox or the cursor is one transaction that holds the employer's lock.
 * It is therefore safe beside running passes on any node, and waits for a version that is being delivered. The next pass delivers
 * what is due afterwards, and the schedule is woken for it.
 */
final class FeedPoller implements TrekkpaaleggPoller {
    private static final Set<InboxState> RETRYABLE = Set.of(InboxState.FAILED, InboxState.PARKED, InboxState.REJECTED);

    /** Those that need an operator first. */
    private static final List<InboxState> STUCK =
            List.of(InboxState.PARKED, InboxState.REJECTED, InboxState.FAILED, InboxState.PENDING);

    private static final int PAGE = 1000;
    /** So many in one transaction: it holds the employer's lock. */
    private static final int CHANGED_TOGETHER = 100;

    private final Feed feed;
    private final FeedStore store;
    private final EmployerRegistry employers;
    private final Consumer<String> wake;
    private final Clock clock;
    private final OrderParser parser = new OrderParser();

    /**
     * @param wake wakes the schedule, if there is one, for the employer with an organisation number
     */
    FeedPoller(Feed feed, FeedStore store, EmployerRegistry employers, Consumer<String> wake, Clock clock) {
        this.feed = feed;
        this.store = store;
        this.employers = employers;
        this.wake = wake;
        this.clock = clock;
    }

    @Override
    public PassResult poll(String orgNumber) {
        return feed.poll(employerAsOfNow(orgNumber));
    }

    @Override
    public PassResult reconcile(String orgNumber) {
        return feed.reconcile(employerAsOfNow(orgNumber));
    }

    @Override
    public void pause(String orgNumber) {
        requireEmployer(orgNumber);
        feed.pause(orgNumber);
    }

    @Override
    public void resume(String orgNumber) {
        requireEmployer(orgNumber);
        feed.resume(orgNumber);
        wake.accept(orgNumber);
    }

    @Override
    public boolean retry(InboxKey key) {
        requireEmployer(key.employer());
        boolean done = change(key, this::retryEntry);
        if (done) {
            wake.accept(key.employer());
        }
        return done;
    }

    private boolean retryEntry(InboxEntry entry) {
        if (!RETRYABLE.contains(entry.state())) {
            return false;
        }
        FeedState state = store.state(entry.key().employer());
        if (!state.hold().equals(DeliveryHold.NONE)) {
            // The operator wants it delivered now, although every delivery before failed.
            store.save(state.withHold(DeliveryHold.NONE));
        }
        return entry.key().isMalformed() ? retryMalformed(entry) : replace(entry, entry.retried());
    }

    /**
     * The version continues under its real key. Under the key of the malformed element it would be delivered again when it is read
     * again.
     */
    private boolean retryMalformed(InboxEntry malformed) {
        String json = malformed.json();
        Trekkpaalegg order =
                json == null ? null : parser.parse(json).trekkpaalegg().orElse(null);
        if (json == null || order == null) {
            return false;
        }
        InboxKey key = InboxKey.of(malformed.key().employer(), order);
        if (store.find(key).isEmpty()) {
            store.insert(List.of(InboxEntry.pending(key, order.sekvensnummer(), json, malformed.receivedAt())));
        }
        return replace(malformed, malformed.superseded(clock.instant()));
    }

    @Override
    public boolean discard(InboxKey key, String reason) {
        requireReason(reason);
        requireEmployer(key.employer());
        return change(key, entry -> discardEntry(entry, reason));
    }

    private boolean discardEntry(InboxEntry entry, String reason) {
        boolean open = entry.state().isUndelivered() || entry.state() == InboxState.REJECTED;
        return open && replace(entry, entry.discarded(clock.instant(), reason));
    }

    /**
     * A pass that is reading does not move the cursor forward again. It plans the next pass as usual when it ends, and the next
     * pass reads from the new cursor.
     */
    @Override
    public Rewound rewind(String orgNumber, long sekvensnummer, boolean redeliver) {
        if (sekvensnummer < 0) {
            throw new IllegalArgumentException("a sequence number is 0 or more, not " + sekvensnummer);
        }
        requireEmployer(orgNumber);
        Rewound rewound = store.inTransaction(orgNumber, () -> moveCursorBack(orgNumber, sekvensnummer, redeliver));
        if (rewound.done()) {
            wake.accept(orgNumber);
        }
        return rewound;
    }

    private Rewound moveCursorBack(String orgNumber, long sekvensnummer, boolean redeliver) {
        FeedState state = store.state(orgNumber);
        if (sekvensnummer > state.cursor()) {
            return new Rewound(false, 0);
        }
        int forgotten = redeliver ? store.forgetDeliveredAfter(orgNumber, sekvensnummer) : 0;
        Rewound rewound = new Rewound(sekvensnummer < state.cursor(), forgotten);
        if (rewound.done()) {
            store.save(state.withCursor(sekvensnummer).withNextPollAt(null));
        }
        return rewound;
    }

    @Override
    public List<InboxEntry> findStuck(StuckOrders selection, Optional<InboxEntry> after, int limit) {
        List<InboxEntry> found = new ArrayList<>();
        String lastEmployer = after.map(entry -> entry.key().employer()).orElse("");
        for (String orgNumber : employersOf(selection)) {
            if (orgNumber.compareTo(lastEmployer) >= 0 && found.size() < limit) {
                Optional<InboxEntry> last = after.filter(entry -> orgNumber.equals(lastEmployer));
                found.addAll(findStuckOf(orgNumber, selection, last, limit - found.size()));
            }
        }
        return found;
    }

    private List<InboxEntry> findStuckOf(
            String orgNumber, StuckOrders selection, Optional<InboxEntry> after, int limit) {
        List<InboxEntry> found = new ArrayList<>();
        int first = after.map(entry -> STUCK.indexOf(entry.state())).orElse(0);
        for (InboxState state : STUCK.subList(first, STUCK.size())) {
            if (selection.states().contains(state)) {
                Optional<InboxEntry> last = after.filter(entry -> entry.state() == state);
                List<InboxEntry> page = store.findByState(orgNumber, state, last, PAGE);
                while (!page.isEmpty() && found.size() < limit) {
                    page.stream()
                            .filter(selection::includes)
                            .limit(limit - found.size())
                            .forEach(found::add);
                    last = Optional.of(page.get(page.size() - 1));
                    page = page.size() < PAGE ? List.of() : store.findByState(orgNumber, state, last, PAGE);
                }
            }
        }
        return found;
    }

    private List<String> employersOf(StuckOrders selection) {
        String orgNumber = selection.employer();
        if (orgNumber != null) {
            requireConfigured(orgNumber);
            return List.of(orgNumber);
        }
        return store.backlogs().stream()
                .map(Backlog::employer)
                .filter(employers::isConfigured)
                .sorted()
                .toList();
    }

    @Override
    public Handled retry(StuckOrders selection) {
        return changeAll(selection, this::retryEntry, wake);
    }

    @Override
    public Handled discard(StuckOrders selection, String reason) {
        requireReason(reason);
        return changeAll(selection, entry -> discardEntry(entry, reason), orgNumber -> {});
    }

    private Handled changeAll(StuckOrders selection, Predicate<InboxEntry> change, Consumer<String> afterwards) {
        CallerTransaction.refuse();
        long done = 0;
        long left = 0;
        for (String orgNumber : employersOf(selection)) {
            Handled handled = changeAllOf(orgNumber, selection, change);
            if (handled.done() > 0) {
                afterwards.accept(orgNumber);
            }
            done += handled.done();
            left += handled.left();
        }
        return new Handled(done, left);
    }

    private Handled changeAllOf(String orgNumber, StuckOrders selection, Predicate<InboxEntry> change) {
        long done = 0;
        long left = 0;
        List<InboxEntry> batch = findStuckOf(orgNumber, selection, Optional.empty(), CHANGED_TOGETHER);
        while (!batch.isEmpty()) {
            List<InboxEntry> together = batch;
            try {
                long changed = store.inTransaction(
                        orgNumber,
                        () -> together.stream()
                                .filter(entry -> store.find(entry.key())
                                        .filter(selection::includes)
                                        .filter(change)
                                        .isPresent())
                                .count());
                done += changed;
                left += together.size() - changed;
            } catch (EmployerBusyException e) {
                return new Handled(done, left + together.size());
            }
            Optional<InboxEntry> last = Optional.of(batch.get(batch.size() - 1));
            batch = findStuckOf(orgNumber, selection, last, CHANGED_TOGETHER);
        }
        return new Handled(done, left);
    }

    private boolean change(InboxKey key, Predicate<InboxEntry> change) {
        return store.inTransaction(
                key.employer(), () -> store.find(key).filter(change).isPresent());
    }

    private boolean replace(InboxEntry current, InboxEntry next) {
        return store.replace(next, current.state(), current.attempts());
    }

    /**
     * Reads the employers again, because an order can name a customer that was added a moment ago, which is not an unknown
     * organisation.
     */
    private Employer employerAsOfNow(String orgNumber) {
        CallerTransaction.refuse();
        employers.refresh();
        return employers.find(orgNumber).orElseThrow(() -> notConfigured(orgNumber));
    }

    private void requireEmployer(String orgNumber) {
        CallerTransaction.refuse();
        requireConfigured(orgNumber);
    }

    private void requireConfigured(String orgNumber) {
        if (employers.findNow(orgNumber).isEmpty()) {
            throw notConfigured(orgNumber);
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed to discard an order version");
        }
    }

    private static IllegalArgumentException notConfigured(String orgNumber) {
        return new IllegalArgumentException("employer '" + orgNumber + "' is not configured");
    }
}
