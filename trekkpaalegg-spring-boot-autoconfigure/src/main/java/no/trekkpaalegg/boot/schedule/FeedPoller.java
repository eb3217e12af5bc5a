package no.trekkpaalegg.boot.schedule;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.PassResult;
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
        boolean done = change(key, this::retry);
        if (done) {
            wake.accept(key.employer());
        }
        return done;
    }

    private boolean retry(InboxEntry entry) {
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
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed to discard an order version");
        }
        requireEmployer(key.employer());
        return change(key, entry -> discard(entry, reason));
    }

    private boolean discard(InboxEntry entry, String reason) {
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

    private boolean change(InboxKey key, Function<InboxEntry, Boolean> change) {
        return store.inTransaction(
                key.employer(), () -> store.find(key).map(change).orElse(false));
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
        if (employers.findNow(orgNumber).isEmpty()) {
            throw notConfigured(orgNumber);
        }
    }

    private static IllegalArgumentException notConfigured(String orgNumber) {
        return new IllegalArgumentException("employer '" + orgNumber + "' is not configured");
    }
}
