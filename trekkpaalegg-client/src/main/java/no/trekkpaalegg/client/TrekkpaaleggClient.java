package no.trekkpaalegg.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * The Trekkpålegg API (contract section 1). Each call asks for the orders of one employer, with a token for that employer.
 *
 * <p>Calls block until the answer is read, are retried when that can help, and throw a
 * {@link no.trekkpaalegg.model.TrekkpaaleggException} that tells configuration, access, transient and unreadable apart: no
 * failure is ever reported as "no orders". Safe for use by many threads.
 */
public interface TrekkpaaleggClient {

    /** Builds a client; for hosts without the starter. */
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
     * The latest version of each order whose sequence number is greater than the given one, in the order of
     * {@code sekvensnummer}. As many as were asked for means that there may be more.
     *
     * @param afterSekvensnummer 0 or more
     * @param limit how many at most, 1 or more
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
     * All changes after a sequence number, page after page; a page is asked for when the stream gets there. The stream is
     * ordered by {@code sekvensnummer}, holds one page in memory and need not be closed.
     *
     * @param afterSekvensnummer 0 or more
     * @param pageSize how many orders to ask for at a time, 1 or more
     * @throws IllegalArgumentException if a number is out of range
     */
    Stream<Trekkpaalegg> streamChanges(Employer employer, long afterSekvensnummer, int pageSize);
}
