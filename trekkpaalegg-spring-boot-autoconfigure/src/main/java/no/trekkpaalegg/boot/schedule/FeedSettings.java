package no.trekkpaalegg.boot.schedule;

import java.time.Duration;
import java.util.function.Supplier;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Delivery;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Poller;
import no.trekkpaalegg.feed.Backoff;
import no.trekkpaalegg.feed.DeliveryOptions;
import no.trekkpaalegg.feed.FeedOptions;
import no.trekkpaalegg.feed.PollOptions;
import no.trekkpaalegg.feed.ReadOptions;

/** The options of the feed, from the properties. */
public final class FeedSettings {

    private FeedSettings() {}

    public static FeedOptions of(TrekkpaaleggProperties properties) {
        Poller poller = properties.poller();
        Delivery delivery = properties.delivery();
        if (poller.concurrency() < 1) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.poller.concurrency",
                    "the concurrency must be 1 or more, not " + poller.concurrency(),
                    "Correct trekkpaalegg.poller.concurrency.");
        }
        return new FeedOptions(read(poller, delivery), delivery(delivery, retention(properties)), poll(poller));
    }

    private static ReadOptions read(Poller poller, Delivery delivery) {
        ReadOptions pages = checked(
                "trekkpaalegg.poller.page-size",
                () -> new ReadOptions(
                        poller.pageSize(), 0, poller.fetchMissingVersions(), delivery.unknownOrganisations()));
        return checked(
                "trekkpaalegg.poller.reread-window",
                () -> new ReadOptions(
                        pages.pageSize(),
                        poller.rereadWindow(),
                        pages.fetchMissingVersions(),
                        pages.unknownOrganisations()));
    }

    private static DeliveryOptions delivery(Delivery delivery, Duration retention) {
        Backoff initial = checked(
                "trekkpaalegg.delivery.initial-backoff",
                () -> new Backoff(delivery.initialBackoff(), delivery.initialBackoff()));
        Backoff backoff = checked(
                "trekkpaalegg.delivery.max-backoff", () -> new Backoff(initial.initial(), delivery.maxBackoff()));
        return checked(
                "trekkpaalegg.delivery.max-attempts",
                () -> new DeliveryOptions(delivery.maxAttempts(), backoff, retention));
    }

    private static PollOptions poll(Poller poller) {
        PollOptions polling =
                checked("trekkpaalegg.poller.interval", () -> new PollOptions(poller.interval(), Duration.ZERO));
        return checked(
                "trekkpaalegg.poller.reconcile-interval",
                () -> new PollOptions(polling.interval(), poller.reconcileInterval()));
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

    public static <T> T checked(String key, Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    key, String.valueOf(e.getMessage()), "Correct " + key + ".", e);
        }
    }
}
