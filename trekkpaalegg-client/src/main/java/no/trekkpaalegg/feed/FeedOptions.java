package no.trekkpaalegg.feed;

/**
 * All options of the feed.
 *
 * @param read how it is read
 * @param delivery how order versions are delivered
 * @param poll when employers are polled
 */
public record FeedOptions(ReadOptions read, DeliveryOptions delivery, PollOptions poll) {

    /** The defaults of each part. */
    public static FeedOptions defaults() {
        return new FeedOptions(ReadOptions.defaults(), DeliveryOptions.defaults(), PollOptions.defaults());
    }
}
