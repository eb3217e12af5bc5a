package no.trekkpaalegg.boot.actuate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.InboxState;

/**
 * The gauges of the feed. They show the content of the store, which all nodes share, so they are the same on each node. The store
 * is read at most every ten seconds, independent of the number of gauges. While it cannot be read the gauges are NaN, except the
 * number of employers. Safe for use by many threads.
 */
final class FeedGauges implements MeterBinder {
    private final EmployerRegistry employers;
    private final StoreLook look;
    private final Clock clock;
    private final Instant startedAt;

    FeedGauges(EmployerRegistry employers, StoreLook look, Clock clock) {
        this.employers = employers;
        this.look = look;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("trekkpaalegg.employers", () -> employers.all().size())
                .description("Employers to poll")
                .register(registry);
        number(registry, "employers.failing", "Employers whose last pass failed", FeedOverview::failing);
        number(registry, "employers.paused", "Employers that an operator has paused", FeedOverview::paused);
        age(
                registry,
                "undelivered.age",
                "Age of the oldest undelivered order version",
                now -> seconds(now.undeliveredAge(clock.instant())));
        age(
                registry,
                "success.age",
                "The longest time since the last successful pass of an employer, without paused employers",
                now -> seconds(now.successAge(startedAt, clock.instant())));
        for (InboxState state : Backlog.STATES) {
            Gauge.builder("trekkpaalegg.inbox.entries", () -> read(now -> now.count(state)))
                    .description("Order versions that are neither delivered nor given up")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void number(MeterRegistry registry, String name, String description, ToDoubleFunction<FeedOverview> value) {
        Gauge.builder("trekkpaalegg." + name, () -> read(value))
                .description(description)
                .register(registry);
    }

    private void age(MeterRegistry registry, String name, String description, ToDoubleFunction<FeedOverview> value) {
        TimeGauge.builder("trekkpaalegg." + name, () -> read(value), TimeUnit.SECONDS)
                .description(description)
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private double read(ToDoubleFunction<FeedOverview> value) {
        try {
            return value.applyAsDouble(look.recent());
        } catch (StoreAwayException e) {
            return Double.NaN;
        }
    }
}
