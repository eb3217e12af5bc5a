package no.trekkpaalegg.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Reads all changes after a sequence number, page after page:
 *
 * <ol>
 *   <li>A page is requested when the walk reaches it. A failed page is requested again if the walk continues.
 *   <li>After a full page there can be another one, which starts after its highest sequence number. The number of a malformed
 *       element can be wrong, so it counts only if no well-formed one is higher than the start.
 *   <li>A full page without progress would be requested again and again, so the walk fails after it.
 * </ol>
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class ChangeWalk implements Iterator<List<ReceivedOrder>> {
    private final OrderReader reader;
    private final Employer employer;
    private final int pageSize;
    private long after;
    private boolean stuck;
    private boolean ended;

    /** @throws IllegalArgumentException if a number is out of range */
    public ChangeWalk(OrderReader reader, Employer employer, long after, int pageSize) {
        if (after < 0 || pageSize < 1) {
            throw new IllegalArgumentException("the sequence number must be 0 or more and the page size 1 or more, not "
                    + after + " and " + pageSize);
        }
        this.reader = reader;
        this.employer = employer;
        this.after = after;
        this.pageSize = pageSize;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    /**
     * The next page, in the order received; possibly empty.
     *
     * @throws no.trekkpaalegg.model.TrekkpaaleggException if the call failed, or if the page before was full and led no further
     */
    @Override
    public List<ReceivedOrder> next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        if (stuck) {
            throw ApiFailures.noProgress(employer, after);
        }
        List<ReceivedOrder> page = reader.readChanges(employer, after, pageSize);
        long highest = highestOf(page);
        ended = page.size() < pageSize;
        stuck = !ended && highest <= after;
        after = Math.max(after, highest);
        return page;
    }

    private long highestOf(List<ReceivedOrder> page) {
        long wellFormed = page.stream()
                .flatMap(order -> order.trekkpaalegg().stream())
                .mapToLong(Trekkpaalegg::sekvensnummer)
                .max()
                .orElse(-1);
        return wellFormed > after ? wellFormed : highestMalformed(page);
    }

    private static long highestMalformed(List<ReceivedOrder> page) {
        return page.stream()
                .map(order -> order instanceof Malformed malformed ? malformed.sekvensnummer() : null)
                .mapToLong(number -> number == null ? -1 : number)
                .max()
                .orElse(-1);
    }
}
