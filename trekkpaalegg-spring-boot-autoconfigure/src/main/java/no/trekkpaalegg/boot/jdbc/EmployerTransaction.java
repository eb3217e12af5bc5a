package no.trekkpaalegg.boot.jdbc;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A running transaction. It is at work while its work runs, except when the work has begun another transaction in between (a
 * listener with {@code REQUIRES_NEW}): what is written then would commit with that one.
 */
final class EmployerTransaction implements TransactionSynchronization {
    private final String employer;
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

    <T> T run(Supplier<T> work) {
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
