package no.trekkpaalegg.boot.schedule;

import java.util.function.Consumer;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.FeedOperations;
import no.trekkpaalegg.feed.FeedOperations.Rewound;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.model.Employer;

/**
 * The poller on the feed. Whoever polls by hand gets the employers as of now: an order that names a customer added a moment ago must
 * not be taken for that of an unknown organisation.
 */
final class FeedPoller implements TrekkpaaleggPoller {
    private final Feed feed;
    private final FeedOperations operations;
    private final EmployerRegistry employers;
    private final Consumer<String> wake;

    /**
     * @param wake tells the schedule, if there is one, to look after the employer with an organisation number
     */
    FeedPoller(Feed feed, FeedOperations operations, EmployerRegistry employers, Consumer<String> wake) {
        this.feed = feed;
        this.operations = operations;
        this.employers = employers;
        this.wake = wake;
    }

    @Override
    public PassResult poll(String orgNumber) {
        employers.refresh();
        return feed.poll(employer(orgNumber));
    }

    @Override
    public PassResult reconcile(String orgNumber) {
        employers.refresh();
        return feed.reconcile(employer(orgNumber));
    }

    @Override
    public void pause(String orgNumber) {
        feed.pause(employer(orgNumber).orgNumber());
    }

    @Override
    public void resume(String orgNumber) {
        feed.resume(employer(orgNumber).orgNumber());
        wake.accept(orgNumber);
    }

    @Override
    public boolean retry(InboxKey key) {
        String orgNumber = employer(key.employer()).orgNumber();
        boolean done = operations.retry(key);
        if (done) {
            wake.accept(orgNumber);
        }
        return done;
    }

    @Override
    public boolean discard(InboxKey key, String reason) {
        employer(key.employer());
        return operations.discard(key, reason);
    }

    @Override
    public Rewound rewind(String orgNumber, long sekvensnummer, boolean redeliver) {
        Rewound rewound = operations.rewind(employer(orgNumber).orgNumber(), sekvensnummer, redeliver);
        if (rewound.moved() || rewound.forgotten() > 0) {
            wake.accept(orgNumber);
        }
        return rewound;
    }

    private Employer employer(String orgNumber) {
        return employers
                .find(orgNumber)
                .or(() -> {
                    // It may have been added since the schedule looked last.
                    employers.refresh();
                    return employers.find(orgNumber);
                })
                .orElseThrow(() -> new IllegalArgumentException("employer '" + orgNumber + "' is not configured"));
    }
}
