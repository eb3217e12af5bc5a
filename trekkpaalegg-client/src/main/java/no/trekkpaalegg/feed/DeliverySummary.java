package no.trekkpaalegg.feed;

import java.util.Optional;

/**
 * What the delivery part of a pass did.
 *
 * @param delivered versions delivered
 * @param failed versions whose delivery failed and is tried again
 * @param parked versions whose last attempt failed
 * @param superseded versions left out because a newer one is delivered
 * @param rejected versions that had become impossible to deliver as they are
 * @param listening whether anybody was there to deliver to
 */
public record DeliverySummary(int delivered, int failed, int parked, int superseded, int rejected, boolean listening) {

    /** Nothing was to be delivered. */
    public static final DeliverySummary NOTHING = new DeliverySummary(0, 0, 0, 0, 0, true);

    /** Nobody was there to deliver to, so nothing was. */
    public static final DeliverySummary NOBODY_LISTENING = new DeliverySummary(0, 0, 0, 0, 0, false);

    /** The same with one more version that ended in a state; the same if it is empty, because nothing was done. */
    DeliverySummary plus(Optional<InboxState> outcome) {
        InboxState state = outcome.orElse(null);
        return new DeliverySummary(
                delivered + (state == InboxState.DELIVERED ? 1 : 0),
                failed + (state == InboxState.FAILED ? 1 : 0),
                parked + (state == InboxState.PARKED ? 1 : 0),
                superseded + (state == InboxState.SUPERSEDED ? 1 : 0),
                rejected + (state == InboxState.REJECTED ? 1 : 0),
                listening);
    }
}
