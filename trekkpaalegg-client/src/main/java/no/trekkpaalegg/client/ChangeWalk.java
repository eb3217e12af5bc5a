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
 *   <li>After a page with a number above the one it was requested from there can be another page, however short the page is: nothing
 *       says that a server never gives fewer orders than requested (contract section 1). The next page starts after the highest
 *       number. The number of a malformed element can be wrong, so it counts only if no well-formed one is higher than the start.
 *   <li>A page with no number above the one it was requested from is the last. A walk over nothing new is therefore one request, and
 *       any other walk is one request more than it has pages with orders.
 *   <li>If such a page is full, the walk fails after it, because there can be more orders and no number leads to them.
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
    private boolean lastWasShort;
    private int shortPagesWithMore;

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
        boolean leadsOn = highest > after;
        if (leadsOn && lastWasShort) {
            shortPagesWithMore++;
        }
        lastWasShort = page.size() < pageSize;
        ended = !leadsOn && lastWasShort;
        stuck = !leadsOn && !lastWasShort;
        after = Math.max(after, highest);
        return page;
    }

    /** The number after which the next page starts. */
    public long after() {
        return after;
    }

    /** How many pages so far were shorter than asked for although more followed. One may be chance, because orders arrive meanwhile. */
    public int shortPagesWithMore() {
        return shortPagesWithMore;
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
