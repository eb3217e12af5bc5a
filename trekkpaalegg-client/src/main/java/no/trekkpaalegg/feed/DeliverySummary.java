package no.trekkpaalegg.feed;

import no.trekkpaalegg.feed.DeliveryOutcome.Ending;
import no.trekkpaalegg.observation.Runbook;

/**
 * What a pass delivered.
 *
 * @param delivered versions delivered
 * @param failed versions whose delivery failed or was postponed, and is tried again
 * @param parked versions whose last attempt failed
 * @param superseded versions that a newer one superseded
 * @param rejected versions that could no longer be delivered
 * @param listening whether the application has a listener
 */
public record DeliverySummary(int delivered, int failed, int parked, int superseded, int rejected, boolean listening) {

    /** Nothing was due. */
    public static final DeliverySummary NOTHING = new DeliverySummary(0, 0, 0, 0, 0, true);

    /** The application has no listener, so nothing was delivered. */
    public static final DeliverySummary NO_LISTENER = new DeliverySummary(0, 0, 0, 0, 0, false);

    /** The summary with the outcome of one more version. It does not change if the version was not tried. */
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

    /** The end of a log line, for example {@code ; 2 delivered; 1 failed}, or an empty text. */
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
