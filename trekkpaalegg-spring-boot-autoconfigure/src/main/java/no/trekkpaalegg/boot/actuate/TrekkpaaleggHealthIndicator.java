package no.trekkpaalegg.boot.actuate;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Shows {@link FeedHealth} to the actuator of Spring Boot 3.5. */
final class TrekkpaaleggHealthIndicator implements HealthIndicator {
    private final FeedHealth feed;

    TrekkpaaleggHealthIndicator(FeedHealth feed) {
        this.feed = feed;
    }

    @Override
    public Health health() {
        FeedHealth.Report report = feed.report();
        return Health.status(report.status()).withDetails(report.details()).build();
    }
}
