package no.trekkpaalegg.feed;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the feed is read.
 *
 * @param pageSize how many orders to request per page, 1 or more
 * @param rereadWindow how far before the cursor each pass starts, in sequence numbers, 0 or more; catches orders that become
 *     visible after one with a higher number
 * @param fetchMissingVersions whether to fetch, one by one, the order versions that the API left out between two polls
 * @param unknownOrganisations what to do with an order for an organisation that is not configured
 * @hidden
 */
@API(status = Status.INTERNAL)
public record ReadOptions(
        int pageSize, long rereadWindow, boolean fetchMissingVersions, UnknownOrganisations unknownOrganisations) {

    /**
     * What to do with an order for an organisation that is not configured, for example a sub-unit.
     *
     * @hidden
     */
    public enum UnknownOrganisations {
        /** It is delivered under the employer that was asked for. */
        DELIVER,
        /** It is stored as rejected. */
        REJECT
    }

    /** @throws IllegalArgumentException if a number is out of range */
    public ReadOptions {
        if (pageSize < 1) {
            throw new IllegalArgumentException("the page size must be 1 or more, not " + pageSize);
        }
        if (rereadWindow < 0) {
            throw new IllegalArgumentException("the re-read window must be 0 or more, not " + rereadWindow);
        }
    }

    /** 1000 orders at a time, 1000 sequence numbers re-read, skipped versions left alone, unknown organisations delivered. */
    public static ReadOptions defaults() {
        return new ReadOptions(1000, 1000, false, UnknownOrganisations.DELIVER);
    }
}
