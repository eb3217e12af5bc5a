package no.trekkpaalegg.boot.jdbc;

import java.util.function.Supplier;
import no.trekkpaalegg.inbox.FeedState;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A running transaction. It is active while its work runs, except while the work has another transaction (a listener with
 * {@code REQUIRES_NEW}), because writes would then commit with the other one.
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

    /** The state that was read with the lock, or {@code null} after it has been changed. */
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
