package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.PropertyCheck.atLeast;
import static no.trekkpaalegg.boot.PropertyCheck.longerThanZero;
import static no.trekkpaalegg.boot.PropertyCheck.notNegative;
import static no.trekkpaalegg.boot.PropertyCheck.notShorterThan;

import java.time.Duration;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Delivery;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Poller;
import no.trekkpaalegg.feed.Backoff;
import no.trekkpaalegg.feed.DeliveryOptions;
import no.trekkpaalegg.feed.FeedOptions;
import no.trekkpaalegg.feed.PollOptions;
import no.trekkpaalegg.feed.ReadOptions;
import no.trekkpaalegg.feed.RunOptions;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The options of the feed and of its schedule, from the properties. Each property is checked here, once; the options are built from checked
 * values.
 */
record FeedSettings(FeedOptions feed, ScheduleOptions schedule) {
    private static final String POLLER = "trekkpaalegg.poller.";
    private static final String DELIVERY = "trekkpaalegg.delivery.";
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The shortest allowed interval, for tests that cannot wait for a second. */
    private static final String MIN_INTERVAL = POLLER + "min-interval";

    /** @throws no.trekkpaalegg.boot.TrekkpaaleggConfigurationException if a value is out of range */
    static FeedSettings of(TrekkpaaleggProperties properties, Environment environment) {
        Duration shortest =
                Binder.get(environment).bind(MIN_INTERVAL, Duration.class).orElse(SECOND);
        return of(properties, shortest);
    }

    static FeedSettings of(TrekkpaaleggProperties properties, Duration shortestInterval) {
        Poller poller = properties.poller();
        PollOptions poll = poll(poller, shortestInterval);
        Duration retention =
                notNegative("trekkpaalegg.store.retention", properties.store().retention());
        return new FeedSettings(
                new FeedOptions(
                        read(poller, properties.delivery()),
                        delivery(properties.delivery(), retention),
                        poll,
                        run(poller)),
                new ScheduleOptions(
                        poll.interval(),
                        atLeast(1, POLLER + "concurrency", poller.concurrency()),
                        notShorterThan(
                                ScheduleOptions.SHORTEST_HEARTBEAT,
                                POLLER + "heartbeat-interval",
                                poller.heartbeatInterval())));
    }

    private static PollOptions poll(Poller poller, Duration shortest) {
        Duration interval = notShorterThan(shortest, POLLER + "interval", poller.interval());
        Duration reconcileInterval = poller.reconcileInterval();
        if (!reconcileInterval.isZero()) {
            notShorterThan(shortest, POLLER + "reconcile-interval", reconcileInterval);
        }
        return new PollOptions(interval, reconcileInterval);
    }

    private static ReadOptions read(Poller poller, Delivery delivery) {
        Duration window = poller.rereadWindow();
        return new ReadOptions(
                atLeast(1, POLLER + "page-size", poller.pageSize()),
                window.isZero() ? window : notShorterThan(SECOND, POLLER + "reread-window", window),
                poller.fetchMissingVersions(),
                delivery.unknownOrganisations());
    }

    private static RunOptions run(Poller poller) {
        return new RunOptions(
                atLeast(1, POLLER + "max-pages-per-run", poller.maxPagesPerRun()),
                atLeast(1, POLLER + "max-orders-per-run", poller.maxOrdersPerRun()),
                notShorterThan(SECOND, POLLER + "max-time-per-run", poller.maxTimePerRun()));
    }

    private static DeliveryOptions delivery(Delivery delivery, Duration retention) {
        Duration initial = longerThanZero(DELIVERY + "initial-backoff", delivery.initialBackoff());
        return new DeliveryOptions(
                atLeast(1, DELIVERY + "max-attempts", delivery.maxAttempts()),
                new Backoff(initial, notShorterThan(initial, DELIVERY + "max-backoff", delivery.maxBackoff())),
                retention);
    }
}
