package no.trekkpaalegg.feed;

import no.trekkpaalegg.feed.DeliveryOutcome.Ending;
import no.trekkpaalegg.observation.Runbook;

/**
 * What the delivery part of a pass did.
 *
 * @param delivered versions delivered
 * @param failed versions whose delivery failed or was put off, and is tried again
 * @param parked versions whose last attempt failed
 * @param superseded versions that are not delivered any more, because a newer one is
 * @param rejected versions that had become impossible to deliver as they are
 * @param listening whether anybody was there to deliver to
 */
public record DeliverySummary(int delivered, int failed, int parked, int superseded, int rejected, boolean listening) {

    /** Nothing was to be delivered. */
    public static final DeliverySummary NOTHING = new DeliverySummary(0, 0, 0, 0, 0, true);

    /** Nobody was there to deliver to, so nothing was. */
    public static final DeliverySummary NO_LISTENER = new DeliverySummary(0, 0, 0, 0, 0, false);

    /** The same with what came of one more version; the same if another worker had it. */
    DeliverySummary plus(DeliveryOutcome outcome) {
        Ending ending = outcome.ending();
        return new DeliverySummary(
                delivered + (ending == Ending.DELIVERED ? 1 : 0),
                failed + (ending == Ending.FAILED || ending == Ending.POSTPONED ? 1 : 0),
                parked + (ending == Ending.PARKED ? 1 : 0),
                superseded + (ending == Ending.SUPERSEDED ? 1 : 0) + outcome.supersededOlder(),
                rejected + (ending == Ending.REJECTED ? 1 : 0),
                listening);
    }

    /** What was done, for people, to be put after something else: {@code ; 2 delivered; 1 failed}, or nothing if nothing was. */
    public String inWords() {
        if (!listening) {
            return "; nothing is delivered because the application has no listener for TrekkpaaleggEvent. See "
                    + Runbook.NO_LISTENER;
        }
        return part(delivered, "delivered")
                + part(failed, "failed")
                + part(parked, "parked")
                + part(superseded, "superseded")
                + part(rejected, "rejected");
    }

    private static String part(int count, String what) {
        return count == 0 ? "" : "; " + count + " " + what;
    }
}
