package no.trekkpaalegg.test;

import java.time.Duration;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;

class InMemoryFeedStoreTest extends FeedStoreContract {
    private final FeedStore store = new InMemoryFeedStore(Duration.ofSeconds(5));

    @Override
    protected FeedStore store() {
        return store;
    }
}
