package no.trekkpaalegg.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The feed of one employer in memory. All threads read the committed content. The transaction that holds the lock works on a copy.
 * At its end the entries that it changed are copied to the committed content, or restored from it.
 */
final class InMemoryFeed {
    private final ReentrantLock lock = new ReentrantLock();
    private final String employer;
    private final InboxContent committed;
    private final InboxContent working;
    private final Set<InboxKey> touched = new HashSet<>();

    InMemoryFeed(String employer) {
        this.employer = employer;
        this.committed = new InboxContent(employer);
        this.working = new InboxContent(employer);
    }

    String employer() {
        return employer;
    }

    <T> T inTransaction(Duration longestWait, Supplier<T> work) {
        acquire(longestWait);
        boolean returned = false;
        try {
            T result = work.get();
            returned = true;
            return result;
        } finally {
            end(returned);
            lock.unlock();
        }
    }

    private void acquire(Duration longestWait) {
        try {
            if (!lock.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EmployerBusyException(employer, longestWait, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmployerBusyException(employer, longestWait, e);
        }
    }

    private void end(boolean commit) {
        synchronized (committed) {
            InboxContent from = commit ? working : committed;
            InboxContent to = commit ? committed : working;
            to.save(from.state());
            for (InboxKey key : touched) {
                to.set(key, from.find(key));
            }
        }
        touched.clear();
    }

    <T> T read(Function<InboxContent, T> query) {
        if (lock.isHeldByCurrentThread()) {
            return query.apply(working);
        }
        synchronized (committed) {
            return query.apply(committed);
        }
    }

    void save(FeedState state) {
        working.save(state);
    }

    void insert(InboxEntry entry) {
        if (working.find(entry.key()) != null) {
            throw new IllegalStateException("The entry is already in the inbox: " + entry);
        }
        set(entry.key(), entry);
    }

    boolean replace(InboxEntry next, InboxState expectedState, int expectedAttempts) {
        InboxEntry current = working.find(next.key());
        if (current == null || current.state() != expectedState || current.attempts() != expectedAttempts) {
            return false;
        }
        set(next.key(), next);
        return true;
    }

    int removeJsonDeliveredBefore(Instant time) {
        List<InboxEntry> removable = working.findDelivered(withJsonBefore(time));
        removable.forEach(entry -> set(entry.key(), InboxContent.withoutJson(entry)));
        return removable.size();
    }

    static Predicate<InboxEntry> withJsonBefore(Instant time) {
        return entry -> entry.json() != null
                && entry.settledAt() != null
                && entry.settledAt().isBefore(time);
    }

    int forgetDeliveredAfter(long sekvensnummer) {
        List<InboxEntry> forgettable = working.findDelivered(entry -> entry.sekvensnummer() > sekvensnummer);
        forgettable.forEach(entry -> set(entry.key(), null));
        return forgettable.size();
    }

    private void set(InboxKey key, @Nullable InboxEntry entry) {
        touched.add(key);
        working.set(key, entry);
    }
}
