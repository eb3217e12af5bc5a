package no.trekkpaalegg.boot.schedule;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A feed with orders that are stuck. */
abstract class OperatorFixture {
    static final String OWN = "313367002";

    @FreshSimulator
    static TrekkpaaleggSimulator simulator;

    final List<Employer> employers = new CopyOnWriteArrayList<>(List.of(Employer.own(OWN)));
    final RecordingListener listener = new RecordingListener();
    TestHost host;
    TrekkpaaleggPoller poller;
    FeedStore store;

    /** An order version that fails waits for an hour, and is parked when it fails again. */
    @BeforeEach
    void start() {
        host = TestHost.at(simulator)
                .with("trekkpaalegg.delivery.max-attempts", 2)
                .with("trekkpaalegg.delivery.initial-backoff", "1h")
                .listener(listener)
                .employers(() -> employers)
                .start();
        poller = host.poller();
        store = host.bean(FeedStore.class);
    }

    @AfterEach
    void close() {
        host.close();
    }

    InboxEntry entry(InboxKey key) {
        return store.find(key).orElseThrow();
    }

    InboxState stateOf(InboxKey key) {
        return entry(key).state();
    }

    static InboxKey key(IssuedOrder order) {
        return new InboxKey(OWN, order.trekkid(), order.trekkversjon(), "aktiv");
    }
}
