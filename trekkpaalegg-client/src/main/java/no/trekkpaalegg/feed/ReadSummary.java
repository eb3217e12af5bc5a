package no.trekkpaalegg.feed;

/**
 * What was received, and what of it was new.
 *
 * @param received how many elements
 * @param stored how many of them were new order versions, stored for delivery
 * @param rejected how many of them were new and cannot be delivered as they are
 * @param recovered how many of the stored ones the feed should have found before, but had not
 */
public record ReadSummary(int received, int stored, int rejected, int recovered) {

    /** Nothing was received. */
    public static final ReadSummary NOTHING = new ReadSummary(0, 0, 0, 0);

    /** Both together. */
    public ReadSummary plus(ReadSummary other) {
        return new ReadSummary(
                received + other.received,
                stored + other.stored,
                rejected + other.rejected,
                recovered + other.recovered);
    }
}
