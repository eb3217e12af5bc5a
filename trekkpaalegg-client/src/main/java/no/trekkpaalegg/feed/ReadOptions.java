package no.trekkpaalegg.feed;

import java.time.Duration;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How the feed is read.
 *
 * @param pageSize how many orders to request per page, 1 or more
 * @param rereadWindow how late an order may become visible after one with a higher number and still be read by the next pass; zero
 *     or longer
 * @param fetchMissingVersions whether to fetch, one by one, the order versions that the API left out between two polls
 * @param unknownOrganisations what to do with an order for an organisation that is not configured
 * @hidden
 */
@API(status = Status.INTERNAL)
public record ReadOptions(
        int pageSize, Duration rereadWindow, boolean fetchMissingVersions, UnknownOrganisations unknownOrganisations) {

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
        if (rereadWindow.isNegative()) {
            throw new IllegalArgumentException("the re-read window must not be negative");
        }
    }

    /** 1000 orders at a time, two hours re-read, skipped versions left alone, unknown organisations delivered. */
    public static ReadOptions defaults() {
        return new ReadOptions(1000, Duration.ofHours(2), false, UnknownOrganisations.DELIVER);
    }
}
