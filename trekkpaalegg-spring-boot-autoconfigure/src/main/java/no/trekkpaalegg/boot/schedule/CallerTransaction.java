package no.trekkpaalegg.boot.schedule;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Refuses calls of the poller inside a transaction of the application. The poller works in its own transactions. If a listener
 * needs a row that the caller's transaction holds, each waits for the other, and no database detects it.
 */
final class CallerTransaction {
    /** An application without transactions can be without spring-tx. */
    private static final boolean TRANSACTIONS_PRESENT = ClassUtils.isPresent(
            "org.springframework.transaction.support.TransactionSynchronizationManager",
            CallerTransaction.class.getClassLoader());

    private CallerTransaction() {}

    /** @throws IllegalStateException if the thread has a transaction */
    static void refuse() {
        if (TRANSACTIONS_PRESENT && TransactionSynchronizationManager.isActualTransactionActive()) {
            String name = TransactionSynchronizationManager.getCurrentTransactionName();
            throw new IllegalStateException("TrekkpaaleggPoller was called inside a transaction"
                    + (name == null ? "" : " (" + name + ")")
                    + ". It works in its own transactions, which could wait for this one forever. Call it before the"
                    + " transaction starts or after it has ended, and not from a listener.");
        }
    }
}
