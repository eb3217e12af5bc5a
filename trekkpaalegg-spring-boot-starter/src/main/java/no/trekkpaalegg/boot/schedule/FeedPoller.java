package no.trekkpaalegg.boot.schedule;

import java.util.function.Consumer;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.model.Employer;

/** The poller on the feed. */
public final class FeedPoller implements TrekkpaaleggPoller {
    private final Feed feed;
    private final EmployerRegistry employers;
    private final Consumer<String> wake;

    /**
     * @param wake tells the schedule, if there is one, to look after the employer with an organisation number
     */
    public FeedPoller(Feed feed, EmployerRegistry employers, Consumer<String> wake) {
        this.feed = feed;
        this.employers = employers;
        this.wake = wake;
    }

    @Override
    public PassResult poll(String orgNumber) {
        return feed.poll(employer(orgNumber));
    }

    @Override
    public PassResult reconcile(String orgNumber) {
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
