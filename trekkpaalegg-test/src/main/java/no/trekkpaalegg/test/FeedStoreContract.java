package no.trekkpaalegg.test;

import no.trekkpaalegg.inbox.FeedStore;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link FeedStore} as tests. The author of a store extends this class and runs it with JUnit Jupiter; a store that
 * passes keeps the promises that the feed is built on.
 *
 * <p>No test sleeps; those with several threads finish as soon as the threads do. Each test uses employers of its own, so a store
 * may keep what earlier tests have written. Set-up methods of the subclass run before each test as usual.
 */
public abstract class FeedStoreContract {

    /** The store under test, fit for use; called once or more in each test, and the same store, or the same content, each time. */
    protected abstract FeedStore store();

    /**
     * A store that works on the same content and waits for the lock of an employer for ten seconds at the most, better for one. By
     * default that is {@link #store()}.
     */
    protected FeedStore impatientStore() {
        return store();
    }

    /** Rules 1 to 3: lock, commit and rollback, writes inside only. */
    @Nested
    class Transactions extends FeedStoreTransactionRules {
        @Override
        FeedStore store() {
            return FeedStoreContract.this.store();
        }
    }

    /** The lock, with several threads. */
    @Nested
    class Locks extends FeedStoreLockRules {
        @Override
        FeedStore store() {
            return FeedStoreContract.this.store();
        }

        @Override
        FeedStore impatientStore() {
            return FeedStoreContract.this.impatientStore();
        }
    }

    /** Which calls are refused. */
    @Nested
    class Refusals extends FeedStoreRefusalRules {
        @Override
        FeedStore store() {
            return FeedStoreContract.this.store();
        }
    }

    /** Adding, finding and replacing entries. */
    @Nested
    class Entries extends FeedStoreEntryRules {
        @Override
        FeedStore store() {
            return FeedStoreContract.this.store();
        }
    }

    /** What is due, and when. */
    @Nested
    class Due extends FeedStoreDueRules {
        @Override
        FeedStore store() {
            return FeedStoreContract.this.store();
        }
    }

    /** What operators ask for, and what is forgotten. */
    @Nested
    class Upkeep extends FeedStoreUpkeepRules {
        @Override
        FeedStore store() {
            return FeedStoreContract.this.store();
        }
    }

    /** Everything comes back as it was written. */
    @Nested
    class Values extends FeedStoreValueRules {
        @Override
        FeedStore store() {
            return FeedStoreContract.this.store();
        }
    }
}
