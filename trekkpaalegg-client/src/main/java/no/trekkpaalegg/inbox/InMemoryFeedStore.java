package no.trekkpaalegg.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A feed store for hosts without a database, and for tests. It is empty after a restart, and every order is delivered again. Safe
 * for use by many threads of one process.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class InMemoryFeedStore implements FeedStore {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Map<String, InMemoryFeed> feeds = new ConcurrentHashMap<>();
    private final Duration longestWait;

    /** One per store, because the transactions of two stores are independent. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable InMemoryFeed> inTransaction = new ThreadLocal<>();

    /** A store that waits half a minute for the lock of an employer. */
    public InMemoryFeedStore() {
        this(LONGEST_WAIT);
    }

    /**
     * An empty store.
     *
     * @param longestWait how long to wait for the lock of an employer, zero or more
     */
    public InMemoryFeedStore(Duration longestWait) {
        this.longestWait = longestWait;
    }

    @Override
    public <T> T inTransaction(String employer, Supplier<T> work) {
        if (inTransaction.get() != null) {
            throw new IllegalStateException("This thread is already inside a transaction of the feed store");
        }
        InMemoryFeed feed = feed(employer);
        inTransaction.set(feed);
        try {
            return feed.inTransaction(longestWait, work);
        } finally {
            inTransaction.remove();
        }
    }

    @Override
    public FeedState state(String employer) {
        return read(employer, InboxContent::state);
    }

    @Override
    public void save(FeedState state) {
        writable(state.employer()).save(MicrosecondTimes.of(state));
    }

    @Override
    public List<InboxEntry> findVersions(String employer, Collection<String> trekkids) {
        return read(employer, content -> content.findVersions(trekkids));
    }

    @Override
    public void insert(List<InboxEntry> entries) {
        if (entries.isEmpty() && inTransaction.get() == null) {
            throw outsideOfTransaction();
        }
        for (InboxEntry entry : entries) {
            writable(entry.key().employer()).insert(MicrosecondTimes.of(entry));
        }
    }

    @Override
    public boolean replace(InboxEntry next, InboxState expectedState, int expectedAttempts) {
        return writable(next.key().employer()).replace(MicrosecondTimes.of(next), expectedState, expectedAttempts);
    }

    @Override
    public List<InboxEntry> findDue(String employer, Instant now, Optional<InboxEntry> after, int limit) {
        Instant cutOff = now.truncatedTo(ChronoUnit.MICROS);
        return read(employer, content -> content.findDue(cutOff, after, limit));
    }

    @Override
    public Optional<Instant> nextDueAt(String employer) {
        return read(employer, InboxContent::nextDueAt);
    }

    @Override
    public List<InboxEntry> findByState(String employer, InboxState state, Optional<InboxEntry> after, int limit) {
        return read(employer, content -> content.findByState(state, after, limit));
    }

    @Override
    public Optional<InboxEntry> find(InboxKey key) {
        return read(key.employer(), content -> Optional.ofNullable(content.find(key)));
    }

    @Override
    public Map<InboxState, Long> countByState(String employer) {
        return read(employer, InboxContent::countByState);
    }

    @Override
    public Collection<FeedState> states() {
        return feeds.values().stream()
                .map(feed -> feed.read(InboxContent::state))
                .toList();
    }

    @Override
    public Collection<Backlog> backlogs() {
        return feeds.values().stream()
                .map(feed -> feed.read(InboxContent::backlog))
                .filter(backlog -> !backlog.counts().isEmpty())
                .toList();
    }

    @Override
    public boolean hasJsonDeliveredBefore(String employer, Instant time) {
        Instant cutOff = time.truncatedTo(ChronoUnit.MICROS);
        return read(
                employer,
                content -> !content.findDelivered(InMemoryFeed.withJsonBefore(cutOff))
                        .isEmpty());
    }

    @Override
    public int removeJsonDeliveredBefore(String employer, Instant time) {
        return writable(employer).removeJsonDeliveredBefore(time.truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public int forgetDeliveredAfter(String employer, long sekvensnummer) {
        return writable(employer).forgetDeliveredAfter(sekvensnummer);
    }

    private <T> T read(String employer, Function<InboxContent, T> query) {
        return feed(employer).read(query);
    }

    private InMemoryFeed writable(String employer) {
        InMemoryFeed feed = inTransaction.get();
        if (feed == null || !feed.employer().equals(employer)) {
            throw outsideOfTransaction();
        }
        return feed;
    }

    private InMemoryFeed feed(String employer) {
        return feeds.computeIfAbsent(Objects.requireNonNull(employer, "employer"), InMemoryFeed::new);
    }

    private static IllegalStateException outsideOfTransaction() {
        return new IllegalStateException("The feed store writes only inside a transaction of the same employer");
    }
}
