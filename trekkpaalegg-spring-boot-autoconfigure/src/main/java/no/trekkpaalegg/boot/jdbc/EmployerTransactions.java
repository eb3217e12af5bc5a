package no.trekkpaalegg.boot.jdbc;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import no.trekkpaalegg.inbox.FeedState;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that hold the lock of an employer, at most one per thread:
 *
 * <ol>
 *   <li>Begin a new transaction and lock the employer's row before any read.
 *   <li>If the row is missing, end the transaction, add the row in a separate one, and begin again. Adding the row inside would
 *       need a second connection while the first is held, and on MySQL would wait for the gap that the first has locked.
 *   <li>Do the work and commit. If it throws, roll back and pass on the exception.
 * </ol>
 */
final class EmployerTransactions {
    private static final TransactionDefinition NEW =
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

    private final DataSource dataSource;
    private final PlatformTransactionManager transactionManager;
    private final EmployerLock lock;

    EmployerTransactions(DataSource dataSource, PlatformTransactionManager transactionManager, EmployerLock lock) {
        this.dataSource = dataSource;
        this.transactionManager = transactionManager;
        this.lock = lock;
    }

    /** Runs the work in a transaction that holds the employer's lock. */
    <T> T run(String employer, Supplier<T> work) {
        if (current() != null) {
            throw new IllegalStateException("This thread is already inside a transaction of the feed store");
        }
        EmployerTransaction transaction = new EmployerTransaction(employer);
        TransactionSynchronizationManager.bindResource(this, transaction);
        try {
            Supplier<T> result = tryRun(transaction, work);
            if (result == null) {
                createRow(employer);
                result = tryRun(transaction, work);
            }
            if (result == null) {
                throw new IllegalStateException("The row of employer " + employer + " disappears from the feed table");
            }
            return result.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
    }

    /** Runs a read in a transaction that holds no lock. */
    void verify(Runnable look) {
        new TransactionTemplate(transactionManager, NEW).executeWithoutResult(status -> {
            requireManagedDataSource();
            look.run();
        });
    }

    /** The state of the employer that was read with the lock, if the calling thread is inside its transaction and has not changed it. */
    Optional<FeedState> stateOf(String employer) {
        return inside(employer).map(EmployerTransaction::state);
    }

    /** Called when the state is written inside a transaction. */
    void stateIsChanged() {
        Objects.requireNonNull(current()).stateIsChanged();
    }

    /** Throws outside the work of a transaction. */
    void requireInside() {
        EmployerTransaction transaction = current();
        requireThat(transaction != null && transaction.isAtWork());
    }

    /** Throws outside the work of a transaction of the employer. */
    void requireInside(String employer) {
        requireThat(inside(employer).isPresent());
    }

    private Optional<EmployerTransaction> inside(String employer) {
        return Optional.ofNullable(current())
                .filter(EmployerTransaction::isAtWork)
                .filter(transaction -> transaction.employer().equals(employer));
    }

    private static void requireThat(boolean inside) {
        if (!inside) {
            throw new IllegalStateException("The feed store writes only inside a transaction of the same employer");
        }
    }

    private @Nullable EmployerTransaction current() {
        return (EmployerTransaction) TransactionSynchronizationManager.getResource(this);
    }

    /** Returns {@code null} and does nothing if the employer has no row. */
    private <T> @Nullable Supplier<T> tryRun(EmployerTransaction transaction, Supplier<T> work) {
        TransactionStatus status = transactionManager.getTransaction(NEW);
        T result;
        try {
            requireManagedDataSource();
            FeedState state = lock.acquire(transaction.employer()).orElse(null);
            if (state == null) {
                transactionManager.rollback(status);
                return null;
            }
            result = transaction.run(state, work);
        } catch (Throwable failure) {
            rollBack(status, failure);
            throw failure;
        }
        transactionManager.commit(status);
        return () -> result;
    }

    private void rollBack(TransactionStatus status, Throwable failure) {
        if (status.isCompleted()) {
            return;
        }
        try {
            transactionManager.rollback(status);
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    private void createRow(String employer) {
        TransactionTemplate ownTransaction = new TransactionTemplate(transactionManager, NEW);
        try {
            ownTransaction.executeWithoutResult(status -> lock.create(employer));
        } catch (DataIntegrityViolationException e) {
            // Another thread or node was first. After any other failure the row is still missing, and the caller
            // reports it.
        }
    }

    /** With a transaction manager of another data source, every statement would commit by itself. */
    private void requireManagedDataSource() {
        if (transactionManager instanceof ResourceTransactionManager
                && !TransactionSynchronizationManager.hasResource(dataSource)) {
            throw new IllegalStateException(
                    "The transaction manager of the feed store does not manage the data source of the feed store");
        }
    }
}
