package no.trekkpaalegg.feed;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of this process at a time work for an employer. Safe for use by many threads. */
final class EmployerTurns {
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    /**
     * Does the work when it is its turn.
     *
     * @throws IllegalStateException if the calling thread is working for an employer already
     */
    <T> T take(String orgNumber, Supplier<T> work) {
        if (!working.add(Thread.currentThread())) {
            // Not another employer either: two listeners that polled each other's would wait for each other for ever.
            throw new IllegalStateException(
                    "employer " + orgNumber + " cannot be polled by a listener while it is being delivered to");
        }
        ReentrantLock lock = locks.computeIfAbsent(orgNumber, any -> new ReentrantLock());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            working.remove(Thread.currentThread());
        }
    }
}
