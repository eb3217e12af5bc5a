package no.trekkpaalegg.feed;

import java.util.Objects;
import no.trekkpaalegg.feed.OrderReceiver.Change;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt to deliver one order version came to.
 *
 * @param ending how it ended
 * @param change what the version means to the host, or {@code null} if that was not found out
 * @param supersededOlder how many older versions of the order are not delivered any more because this one is
 */
public record DeliveryOutcome(Ending ending, @Nullable Change change, int supersededOlder) {

    public DeliveryOutcome {
        Objects.requireNonNull(ending, "ending");
    }

    /** How an attempt ends. */
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
        /** Nobody listens to its kind; it is tried again, and no attempt counted. */
        POSTPONED,
        /** Another worker had it. */
        SKIPPED
    }

    static DeliveryOutcome of(Ending ending) {
        return new DeliveryOutcome(ending, null, 0);
    }
}
