package no.trekkpaalegg.boot.actuate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Shows {@link FeedHealth} to the actuator of Spring Boot 4. */
final class TrekkpaaleggBoot4HealthIndicator implements HealthIndicator {
    private final FeedHealth feed;

    TrekkpaaleggBoot4HealthIndicator(FeedHealth feed) {
        this.feed = feed;
    }

    @Override
    public Health health() {
        FeedHealth.Report report = feed.report();
        return Health.status(report.status()).withDetails(report.details()).build();
    }
}
