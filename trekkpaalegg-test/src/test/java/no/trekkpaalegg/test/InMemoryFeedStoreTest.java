package no.trekkpaalegg.test;

import no.trekkpaalegg.feed.FeedStore;
import no.trekkpaalegg.feed.InMemoryFeedStore;

class InMemoryFeedStoreTest extends FeedStoreContract {
    private final FeedStore store = new InMemoryFeedStore();

    @Override
    protected FeedStore store() {
        return store;
    }
}
