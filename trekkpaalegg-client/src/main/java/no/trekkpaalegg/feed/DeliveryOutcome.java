package no.trekkpaalegg.feed;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt to deliver one order version.
 *
 * @param ending how it ended
 * @param event name of the event that was handed over, one of {@link #EVENTS}; {@code null} if none was
 * @param supersededOlder how many older versions of the order this one superseded
 * @hidden
 */
@API(status = Status.INTERNAL)
public record DeliveryOutcome(Ending ending, @Nullable String event, int supersededOlder) {
    /** The names of all events. */
    public static final List<String> EVENTS = List.of("nytt", "endret", "avsluttet");

    public DeliveryOutcome {
        Objects.requireNonNull(ending, "ending");
    }

    /**
     * How an attempt ends.
     *
     * @hidden
     */
    public enum Ending {
        /** The listeners returned, and the transaction is committed. */
        DELIVERED,
        /** A listener threw. The version is tried again. */
        FAILED,
        /** A listener threw at the last attempt. */
        PARKED,
        /** A newer version had been delivered. */
        SUPERSEDED,
        /** The version cannot be delivered. */
        REJECTED,
        /** The application has no listener for this type of event. The version is tried again, and no attempt is counted. */
        POSTPONED,
        /** Another worker delivered it. */
        SKIPPED,
        /** An operator has paused the employer. Delivery was not tried. */
        PAUSED
    }

    static DeliveryOutcome of(Ending ending, TrekkpaaleggEvent event, int supersededOlder) {
        String name =
                event.getClass().getSimpleName().replace("Trekkpaalegg", "").toLowerCase(Locale.ROOT);
        return new DeliveryOutcome(ending, name, supersededOlder);
    }

    static DeliveryOutcome of(Ending ending) {
        return new DeliveryOutcome(ending, null, 0);
    }
}
