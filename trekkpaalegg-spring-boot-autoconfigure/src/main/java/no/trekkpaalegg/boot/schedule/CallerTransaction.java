package no.trekkpaalegg.boot.schedule;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Whether the thread that calls the poller has a transaction of the application. The poller works in transactions of its own: if a
 * listener needs a row that the caller's transaction holds, each waits for the other, and no database sees it.
 */
final class CallerTransaction {
    /** An application without transactions may lack spring-tx. */
    private static final boolean TRANSACTIONS_PRESENT = ClassUtils.isPresent(
            "org.springframework.transaction.support.TransactionSynchronizationManager",
            CallerTransaction.class.getClassLoader());

    private CallerTransaction() {}

    /** @throws IllegalStateException if there is one */
    static void refuse() {
        if (TRANSACTIONS_PRESENT && TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("TrekkpaaleggPoller was called inside a transaction ("
                    + TransactionSynchronizationManager.getCurrentTransactionName()
                    + "). It works in transactions of its own, which could wait for this one for ever. Call it before the"
                    + " transaction begins or after it has ended, and not from a listener.");
        }
    }
}
