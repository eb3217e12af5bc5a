package no.trekkpaalegg.feed;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * What an operator can do about the inbox and the cursor of an employer. Each method is one transaction that holds the employer's
 * lock, so it is safe beside running passes on any node; a version that is being delivered just now is waited for. Whatever is to
 * be delivered afterwards is delivered by the next pass; waking the schedule is for the caller.
 *
 * <p>Every method throws {@link IllegalStateException} if called by a listener while it is being delivered to. Safe for use by many
 * threads.
 */
public final class FeedOperations {
    private static final Set<InboxState> RETRYABLE = Set.of(InboxState.FAILED, InboxState.PARKED, InboxState.REJECTED);

    private final FeedStore store;
    private final Clock clock;
    private final OrderParser parser = new OrderParser();

    public FeedOperations(FeedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What became of {@link #rewind}.
     *
     * @param moved whether the cursor is now further back than it was
     * @param forgotten how many delivered versions are delivered again when they are read again
     */
    public record Rewound(boolean moved, int forgotten) {}

    /**
     * Makes a failed, parked or rejected version due at once, with all attempts ahead of it. A rejected one is delivered only if it
     * can be understood by now and does not name another configured employer; otherwise it ends as rejected again.
     *
     * @return whether something was done; false if there is no such version, if it is in another state, or if it was rejected as
     *     malformed and cannot be understood by now either
     */
    public boolean retry(InboxKey key) {
        return store.inTransaction(
                key.employer(),
                () -> store.find(key)
                        .filter(entry -> RETRYABLE.contains(entry.state()))
                        .map(entry ->
                                Admission.isMalformed(key) ? retryMalformed(entry) : replace(entry, entry.retried()))
                        .orElse(false));
    }

    /** The version goes on under its real key; under that of the malformed element it would be delivered once more when read again. */
    private boolean retryMalformed(InboxEntry malformed) {
        String json = malformed.json();
        if (json == null || !(parser.parse(json) instanceof Valid valid)) {
            return false;
        }
        Trekkpaalegg order = valid.trekkpaalegg();
        InboxKey key = InboxKey.of(malformed.key().employer(), order);
        if (store.find(key).isEmpty()) {
            store.insert(List.of(InboxEntry.pending(key, order.sekvensnummer(), json, malformed.receivedAt())));
        }
        return replace(malformed, malformed.superseded(clock.instant()));
    }

    /**
     * Decides that a version which waits for delivery, or was rejected, is never to be delivered. Newer versions of the order are.
     *
     * @param reason why, for those who look at it later; kept with person numbers masked
     * @return whether something was done; false if there is no such version, or if it is in another state
     * @throws IllegalArgumentException if the reason is blank
     */
    public boolean discard(InboxKey key, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is needed to discard an order version");
        }
        return store.inTransaction(
                key.employer(),
                () -> store.find(key)
                        .filter(entry -> entry.state().isUndelivered() || entry.state() == InboxState.REJECTED)
                        .map(entry -> replace(entry, entry.discarded(clock.instant(), reason)))
                        .orElse(false));
    }

    /**
     * Moves the cursor of an employer back, so that the feed is read again from there; a pass is due at once. What the inbox knows is
     * not stored or delivered again, unless it is to be forgotten. A pass that is reading just now does not move the cursor forward
     * again, but plans the next pass as usual when it ends: the feed is then read from the new cursor no sooner than that.
     *
     * @param sekvensnummer the new cursor, 0 or more; one ahead of the cursor does nothing
     * @param redeliver whether versions after it that were delivered are to be delivered again. The authority shows the current
     *     version of an order only, so that older ones do not come again
     * @throws IllegalArgumentException if the sequence number is negative
     */
    public Rewound rewind(String employer, long sekvensnummer, boolean redeliver) {
        if (sekvensnummer < 0) {
            throw new IllegalArgumentException("a sequence number is 0 or more, not " + sekvensnummer);
        }
        return store.inTransaction(employer, () -> {
            FeedState state = store.state(employer);
            if (sekvensnummer > state.cursor()) {
                return new Rewound(false, 0);
            }
            int forgotten = redeliver ? store.forgetDeliveredAfter(employer, sekvensnummer) : 0;
            boolean moved = sekvensnummer < state.cursor();
            if (moved || forgotten > 0) {
                store.save(state.withCursor(sekvensnummer).withNextPollAt(null));
            }
            return new Rewound(moved, forgotten);
        });
    }

    private boolean replace(InboxEntry current, InboxEntry next) {
        return store.replace(next, current.state(), current.attempts());
    }
}
