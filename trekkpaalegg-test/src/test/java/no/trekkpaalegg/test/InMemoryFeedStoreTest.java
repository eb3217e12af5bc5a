package no.trekkpaalegg.test;

import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;

class InMemoryFeedStoreTest extends FeedStoreContract {
    private final FeedStore store = new InMemoryFeedStore();

    @Override
    protected FeedStore store() {
        return store;
    }
}
