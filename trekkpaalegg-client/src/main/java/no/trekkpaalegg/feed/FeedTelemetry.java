package no.trekkpaalegg.feed;

import java.util.Objects;
import java.util.function.Consumer;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.observation.Observations;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observes and counts what a feed does.
 *
 * @param observations of passes and deliveries
 * @param counts of order versions
 * @hidden
 */
@API(status = Status.INTERNAL)
public record FeedTelemetry(Observations observations, OrderCounts counts) {
    private static final Logger log = LoggerFactory.getLogger(FeedTelemetry.class);

    /** Observes and counts nothing. */
    public static final FeedTelemetry NONE = new FeedTelemetry(Observations.NONE, OrderCounts.NONE);

    public FeedTelemetry {
        Objects.requireNonNull(observations, "observations");
        Objects.requireNonNull(counts, "counts");
    }

    /** Calls a counter. A failing counter is logged and never delays an order. */
    void count(Consumer<OrderCounts> event) {
        try {
            event.accept(counts);
        } catch (RuntimeException e) {
            log.warn(
                    "A counter failed: {}: {}. Orders are not affected",
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()));
        }
    }
}
