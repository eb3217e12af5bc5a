package no.trekkpaalegg.feed;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt to deliver one order version came to.
 *
 * @param ending how it ended
 * @param event name of the event that was handed over, one of {@link #EVENTS}; {@code null} if it did not come so far
 * @param supersededOlder how many older versions of the order are not delivered any more because this one is
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
        /** A listener threw; it is tried again. */
        FAILED,
        /** A listener threw at the last attempt. */
        PARKED,
        /** A newer version had been delivered. */
        SUPERSEDED,
        /** It could not be delivered as it is. */
        REJECTED,
        /** The application has no listener for its type of event; it is tried again, and no attempt counted. */
        POSTPONED,
        /** Another worker had it. */
        SKIPPED,
        /** An operator has paused the employer: it was not tried. */
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
