package no.trekkpaalegg.feed;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * All options of the feed.
 *
 * @param read how the feed is read
 * @param delivery how order versions are delivered
 * @param poll when employers are polled
 * @param run how much is done for an employer at a time
 * @hidden
 */
@API(status = Status.INTERNAL)
public record FeedOptions(ReadOptions read, DeliveryOptions delivery, PollOptions poll, RunOptions run) {

    /** The defaults of each part. */
    public static FeedOptions defaults() {
        return new FeedOptions(
                ReadOptions.defaults(), DeliveryOptions.defaults(), PollOptions.defaults(), RunOptions.defaults());
    }
}
