package no.trekkpaalegg.feed;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import no.trekkpaalegg.inbox.EmployerBusyException;

/** Lets one thread of this process at a time work for an employer. Other threads wait up to a limit. Safe for use by many threads. */
final class EmployerTurns {
    private final Duration longestWait;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    EmployerTurns(Duration longestWait) {
        this.longestWait = longestWait;
    }

    /**
     * Waits for the turn of the work and does it.
     *
     * @throws EmployerBusyException if its turn does not come in time
     * @throws IllegalStateException if the calling thread already works for an employer
     */
    <T> T take(String orgNumber, Supplier<T> work) {
        if (!working.add(Thread.currentThread())) {
            // Another employer is refused too: two listeners that poll each other's employers would wait for each other
            // forever.
            throw new IllegalStateException(
                    "employer " + orgNumber + " cannot be polled by a listener while it is being delivered to");
        }
        try {
            ReentrantLock turn = await(orgNumber);
            try {
                return work.get();
            } finally {
                turn.unlock();
            }
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    private ReentrantLock await(String orgNumber) {
        ReentrantLock turn = turns.computeIfAbsent(orgNumber, any -> new ReentrantLock());
        try {
            if (turn.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return turn;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new EmployerBusyException(orgNumber, longestWait, null);
    }
}
