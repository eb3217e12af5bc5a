package no.trekkpaalegg.feed;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the feed is read.
 *
 * @param pageSize how many orders to ask for at a time, 1 or more
 * @param rereadWindow how far before the cursor each pass starts, in sequence numbers, 0 or more; catches orders that become
 *     visible after one with a higher number
 * @param fetchMissingVersions whether versions that the feed skipped are fetched one by one
 * @param unknownOrganisations what becomes of an order that names an organisation nobody configured
 * @hidden
 */
@API(status = Status.INTERNAL)
public record ReadOptions(
        int pageSize, long rereadWindow, boolean fetchMissingVersions, UnknownOrganisations unknownOrganisations) {

    /**
     * What becomes of an order that names an organisation nobody configured, a sub-unit for example.
     *
     * @hidden
     */
    public enum UnknownOrganisations {
        /** It is delivered under the employer asked for. */
        DELIVER,
        /** It is kept as rejected. */
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
