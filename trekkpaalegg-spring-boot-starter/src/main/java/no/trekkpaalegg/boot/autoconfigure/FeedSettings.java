package no.trekkpaalegg.boot.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;
import no.trekkpaalegg.boot.autoconfigure.TrekkpaaleggProperties.Delivery;
import no.trekkpaalegg.boot.autoconfigure.TrekkpaaleggProperties.Poller;
import no.trekkpaalegg.feed.Backoff;
import no.trekkpaalegg.feed.DeliveryOptions;
import no.trekkpaalegg.feed.FeedOptions;
import no.trekkpaalegg.feed.PollOptions;
import no.trekkpaalegg.feed.ReadOptions;

/** The options of the feed, from the properties. */
final class FeedSettings {

    private FeedSettings() {}

    static FeedOptions of(TrekkpaaleggProperties properties) {
        Poller poller = properties.poller();
        Delivery delivery = properties.delivery();
        if (poller.concurrency() < 1) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.poller.concurrency",
                    "the concurrency must be 1 or more, not " + poller.concurrency(),
                    "Correct trekkpaalegg.poller.concurrency.");
        }
        return new FeedOptions(
                checked(
                        "trekkpaalegg.poller",
                        () -> new ReadOptions(
                                poller.pageSize(),
                                poller.rereadWindow(),
                                poller.fetchMissingVersions(),
                                delivery.unknownOrganisations())),
                checked(
                        "trekkpaalegg.delivery",
                        () -> new DeliveryOptions(
                                delivery.maxAttempts(),
                                new Backoff(delivery.initialBackoff(), delivery.maxBackoff()),
                                retention(properties))),
                checked("trekkpaalegg.poller", () -> new PollOptions(poller.interval(), poller.reconcileInterval())));
    }

    private static Duration retention(TrekkpaaleggProperties properties) {
        Duration retention = properties.store().retention();
        if (retention.isNegative()) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.store.retention",
                    "the retention must not be negative",
                    "Set it to 0 to keep nothing after delivery, or to how long to keep it.");
        }
        return retention;
    }

    static <T> T checked(String key, Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    key, String.valueOf(e.getMessage()), "Correct the value under " + key + ".", e);
        }
    }
}
