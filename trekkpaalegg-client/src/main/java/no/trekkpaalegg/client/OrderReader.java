package no.trekkpaalegg.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import no.trekkpaalegg.model.Employer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The Trekkpålegg API for the feed. Elements that could not be understood are passed on with the others. It is internal to the
 * library; an application uses {@link TrekkpaaleggClient}.
 *
 * <p>Calls block until the answer is read, are retried when that can help, and throw a
 * {@link no.trekkpaalegg.model.TrekkpaaleggException} if they fail. Safe for use by many threads.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public interface OrderReader {

    /**
     * The latest version of each order whose sequence number is greater than the given one, in the order they were received.
     *
     * @param afterSekvensnummer 0 or more
     * @param limit the largest number of orders, 1 or more
     * @throws IllegalArgumentException if a number is out of range
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or the whole answer could not be understood
     */
    List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit);

    /**
     * Passes every element of the answer with all current orders to the consumer while the answer is received, with one element in
     * memory. If the call fails in the middle, the consumer has seen the elements before. A call that fails before the first
     * element is retried.
     *
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or the whole answer could not be understood
     */
    void readAll(Employer employer, Consumer<ReceivedOrder> consumer);

    /**
     * One version of one order.
     *
     * @param trekkversjon 1 or more
     * @return empty if the authority knows no such version
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or the answer is not one JSON object
     */
    Optional<ReceivedOrder> readVersion(Employer employer, String trekkid, int trekkversjon);

    /** Whether a request for the order would go to another path: servers resolve {@code .} and {@code ..}, however encoded. */
    static boolean changesThePath(String trekkid) {
        return trekkid.equals(".") || trekkid.equals("..");
    }
}
