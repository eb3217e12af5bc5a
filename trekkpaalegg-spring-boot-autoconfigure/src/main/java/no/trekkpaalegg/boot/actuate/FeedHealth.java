package no.trekkpaalegg.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import no.trekkpaalegg.inbox.FeedState;
import org.jspecify.annotations.Nullable;

/**
 * The health of the feed as a whole:
 *
 * <ol>
 *   <li>{@code OUT_OF_SERVICE} if the store cannot be read, or if no employer has had a successful pass for longer than the longest
 *       silence. The silence starts at the start of this process at the earliest.
 *   <li>{@code UNKNOWN} if no employer has been polled yet.
 *   <li>{@code UP} otherwise. Trouble with some employers, and parked or rejected orders, are details.
 * </ol>
 *
 * <p>Paused employers do not count, because an operator paused them. The details have no personal data. The class does not use
 * Spring Boot's types, because their names differ between Spring Boot 3.5 and 4. Safe for use by many threads.
 */
final class FeedHealth {
    private static final String UP = "UP";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";
    private static final int MOST_TROUBLED = 20;

    private final StoreLook look;
    private final @Nullable Duration maxSilence;
    private final Clock clock;
    private final Instant startedAt;

    /**
     * @param maxSilence the longest silence, or {@code null} if there is no limit
     */
    FeedHealth(StoreLook look, @Nullable Duration maxSilence, Clock clock) {
        this.look = look;
        this.maxSilence = maxSilence;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** The health now. */
    Report report() {
        try {
            return reportOf(look.current());
        } catch (StoreAwayException e) {
            return new Report(OUT_OF_SERVICE, Map.of("reason", String.valueOf(e.getMessage())));
        }
    }

    private Report reportOf(FeedOverview overview) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("employers", overview.states().size());
        details.put("failing", overview.failing());
        details.put("paused", overview.paused());
        List<TroubledEmployer> troubled = overview.states().stream()
                .map(state -> TroubledEmployer.of(state, overview.backlog(state.employer())))
                .flatMap(Optional::stream)
                .limit(MOST_TROUBLED)
                .toList();
        if (!troubled.isEmpty()) {
            details.put("troubled", troubled);
        }
        if (!overview.active().isEmpty() && isSilent(overview.active())) {
            details.put("reason", "No employer has had a successful pass for longer than " + maxSilence);
            return new Report(OUT_OF_SERVICE, details);
        }
        boolean anyPass = overview.states().stream().anyMatch(state -> state.lastPassAt() != null);
        return new Report(anyPass ? UP : UNKNOWN, details);
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

    /**
     * The health at one moment.
     *
     * @param status the code of a status of Spring Boot
     */
    record Report(String status, Map<String, Object> details) {}
}
