package no.trekkpaalegg.boot.schedule;

import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.model.Employer;

/** The poller on the feed. */
public final class FeedPoller implements TrekkpaaleggPoller {
    private final Feed feed;
    private final EmployerRegistry employers;

    public FeedPoller(Feed feed, EmployerRegistry employers) {
        this.feed = feed;
        this.employers = employers;
    }

    @Override
    public PassResult poll(String orgNumber) {
        return feed.poll(employer(orgNumber));
    }

    @Override
    public PassResult reconcile(String orgNumber) {
        return feed.reconcile(employer(orgNumber));
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
