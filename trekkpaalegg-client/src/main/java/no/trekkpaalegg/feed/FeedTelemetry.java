package no.trekkpaalegg.feed;

import java.util.Objects;
import no.trekkpaalegg.observation.Observations;

/**
 * Who is told what a feed does.
 *
 * @param observations of passes and deliveries
 * @param counts of order versions
 */
public record FeedTelemetry(Observations observations, OrderCounts counts) {
    /** Nobody is told. */
    public static final FeedTelemetry NONE = new FeedTelemetry(Observations.NONE, OrderCounts.NONE);

    public FeedTelemetry {
        Objects.requireNonNull(observations, "observations");
        Objects.requireNonNull(counts, "counts");
    }
}
