package no.trekkpaalegg.boot.jdbc;

import java.util.function.Supplier;
import no.trekkpaalegg.inbox.FeedState;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A running transaction. It is at work while its work runs, except when the work has begun another transaction in between (a
 * listener with {@code REQUIRES_NEW}): what is written then would commit with that one.
 */
final class EmployerTransaction implements TransactionSynchronization {
    private final String employer;
    private @Nullable FeedState state;
    private boolean working;
    private boolean suspended;

    EmployerTransaction(String employer) {
        this.employer = employer;
    }

    String employer() {
        return employer;
    }

    boolean isAtWork() {
        return working && !suspended;
    }

    /** What was read with the lock, or {@code null} once it has been changed. */
    @Nullable
    FeedState state() {
        return state;
    }

    void stateIsChanged() {
        state = null;
    }

    <T> T run(FeedState locked, Supplier<T> work) {
        state = locked;
        TransactionSynchronizationManager.registerSynchronization(this);
        working = true;
        try {
            return work.get();
        } finally {
            working = false;
        }
    }

    @Override
    public void suspend() {
        suspended = true;
    }

    @Override
    public void resume() {
        suspended = false;
    }
}
