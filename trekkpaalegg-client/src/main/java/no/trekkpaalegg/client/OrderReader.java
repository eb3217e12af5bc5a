package no.trekkpaalegg.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import no.trekkpaalegg.model.Employer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The Trekkpålegg API as the feed reads it: elements that could not be understood are handed on among the others. Internal to this
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
     * @param limit how many at most, 1 or more
     * @throws IllegalArgumentException if a number is out of range
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or the answer as a whole could not be understood
     */
    List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit);

    /**
     * Hands every element of the answer with all current orders to the consumer while it is being received; only one element is
     * held in memory. When the call fails half way, the consumer has seen the elements up to there; a call that failed before
     * the first element is retried.
     *
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or the answer as a whole could not be understood
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
}
