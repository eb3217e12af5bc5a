package no.trekkpaalegg.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * The health of the feed as a whole:
 *
 * <ol>
 *   <li>{@code OUT_OF_SERVICE} if the store cannot be read, or if no employer at all has been polled with success for longer than the
 *       longest silence. The silence is counted from the start of this process at the earliest.
 *   <li>{@code UNKNOWN} while no employer has been polled yet.
 *   <li>{@code UP} otherwise. Trouble with some employers, and parked or rejected orders, are details.
 * </ol>
 *
 * <p>Paused employers are left out of account, for somebody wanted them so. Nothing in the details is personal data. Safe for use by many
 * threads.
 */
final class TrekkpaaleggHealthIndicator implements HealthIndicator {
    private static final int MOST_TROUBLED = 20;

    private final EmployerRegistry employers;
    private final FeedStore store;
    private final @Nullable Duration maxSilence;
    private final Clock clock;
    private final Instant startedAt;

    /**
     * @param maxSilence the longest silence, or {@code null} if there is no limit
     */
    TrekkpaaleggHealthIndicator(
            EmployerRegistry employers, FeedStore store, @Nullable Duration maxSilence, Clock clock) {
        this.employers = employers;
        this.store = store;
        this.maxSilence = maxSilence;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public Health health() {
        try {
            return healthOf(FeedOverview.of(employers, store));
        } catch (RuntimeException e) {
            return Health.outOfService()
                    .withDetail(
                            "reason",
                            "The store cannot be read: " + e.getClass().getName() + ": "
                                    + Redaction.redact(e.getMessage()))
                    .build();
        }
    }

    private Health healthOf(FeedOverview overview) {
        Health.Builder health = Health.status(Status.UP)
                .withDetail("employers", overview.states().size())
                .withDetail("failing", overview.failing())
                .withDetail("paused", overview.paused());
        List<TroubledEmployer> troubled = overview.states().stream()
                .map(state -> TroubledEmployer.of(state, overview.backlog(state.employer())))
                .flatMap(Optional::stream)
                .limit(MOST_TROUBLED)
                .toList();
        if (!troubled.isEmpty()) {
            health.withDetail("troubled", troubled);
        }
        if (!overview.active().isEmpty() && isSilent(overview.active())) {
            return health.status(Status.OUT_OF_SERVICE)
                    .withDetail("reason", "No employer has been polled with success for longer than " + maxSilence)
                    .build();
        }
        boolean anyPass = overview.states().stream().anyMatch(state -> state.lastPassAt() != null);
        return health.status(anyPass ? Status.UP : Status.UNKNOWN).build();
    }

    private boolean isSilent(List<FeedState> polled) {
        if (maxSilence == null) {
            return false;
        }
        Instant lastSign = Stream.concat(
                        Stream.of(startedAt),
                        polled.stream().map(FeedState::lastSuccessAt).filter(Objects::nonNull))
                .max(Instant::compareTo)
                .orElse(startedAt);
        return lastSign.plus(maxSilence).isBefore(clock.instant());
    }
}
