package no.trekkpaalegg.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * The Trekkpålegg API (contract section 1). Each call reads the orders of one employer, with a token for that employer.
 *
 * <p>Calls block until the answer is read, and are retried when that can help. A failed call throws a
 * {@link no.trekkpaalegg.model.TrekkpaaleggException} with its kind: configuration, access, transient or unreadable. An empty list
 * always means that there are no orders. Safe for use by many threads.
 */
public interface TrekkpaaleggClient {

    /** Builds a client, for applications without the starter. */
    static TrekkpaaleggClientBuilder builder() {
        return new TrekkpaaleggClientBuilder();
    }

    /**
     * The latest version of every order of the employer, in the order of {@code sekvensnummer}.
     *
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or an element could not be understood
     */
    List<Trekkpaalegg> findAll(Employer employer);

    /**
     * The latest version of each order whose sequence number is greater than the given one, in the order of {@code sekvensnummer}.
     * If the list has as many orders as the limit, there can be more.
     *
     * @param afterSekvensnummer 0 or more
     * @param limit the largest number of orders, 1 or more
     * @throws IllegalArgumentException if a number is out of range
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or an element could not be understood
     */
    List<Trekkpaalegg> findChanges(Employer employer, long afterSekvensnummer, int limit);

    /**
     * One version of one order.
     *
     * @param trekkversjon 1 or more
     * @return empty if the authority knows no such version
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or the order could not be understood
     */
    Optional<Trekkpaalegg> findVersion(Employer employer, String trekkid, int trekkversjon);

    /**
     * All changes after a sequence number, page after page. A page is requested when the stream reaches it. The stream is ordered
     * by {@code sekvensnummer}, has one page in memory and needs no close.
     *
     * @param afterSekvensnummer 0 or more
     * @param pageSize how many orders to request per page, 1 or more
     * @throws IllegalArgumentException if a number is out of range
     */
    Stream<Trekkpaalegg> streamChanges(Employer employer, long afterSekvensnummer, int pageSize);
}
