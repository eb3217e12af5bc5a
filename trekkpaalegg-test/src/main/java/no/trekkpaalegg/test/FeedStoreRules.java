package no.trekkpaalegg.test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;

/** What the rules have in common: an employer no other test has, entries for it, and a second thread. */
abstract class FeedStoreRules {
    static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");
    static final String JSON = "{\"trekkid\":\"10001\"}";

    private static final int TIMEOUT_SECONDS = 30;

    final String employer = newEmployer();

    abstract FeedStore store();

    static String newEmployer() {
        return "9" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    InboxKey key(String trekkid) {
        return new InboxKey(employer, trekkid, 1, "aktiv");
    }

    InboxEntry pending(String trekkid, long sekvensnummer) {
        return InboxEntry.pending(key(trekkid), sekvensnummer, JSON, NOW);
    }

    void insert(InboxEntry... entries) {
        inTransaction(() -> store().insert(List.of(entries)));
    }

    void save(FeedState state) {
        inTransaction(() -> store().save(state));
    }

    void inTransaction(Runnable work) {
        store().inTransaction(employer, () -> {
            work.run();
            return true;
        });
    }

    /** What is unfinished for the employer. */
    Optional<Backlog> backlog() {
        return store().backlogs().stream()
                .filter(backlog -> backlog.employer().equals(employer))
                .findFirst();
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

    static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "feed-store-contract");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** What the other thread's work returned. Throws if it threw, or hangs. */
    static <T> T resultOf(FutureTask<T> task) {
        try {
            return task.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The other thread failed or waits for what it must not wait for", e);
        }
    }

    static <T> T onAnotherThread(Callable<T> work) {
        return resultOf(start(work));
    }
}
