package no.trekkpaalegg.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;

/** Walks over all changes after a sequence number, and asks for a page when the walk gets there. */
final class ChangeWalk implements Iterator<Trekkpaalegg> {
    private final TrekkpaaleggClient client;
    private final Employer employer;
    private final int pageSize;
    private long after;
    private Iterator<Trekkpaalegg> page = List.<Trekkpaalegg>of().iterator();
    private boolean lastPage;

    ChangeWalk(TrekkpaaleggClient client, Employer employer, long after, int pageSize) {
        if (after < 0 || pageSize < 1) {
            throw new IllegalArgumentException("the sequence number must be 0 or more and the page size 1 or more, not "
                    + after + " and " + pageSize);
        }
        this.client = client;
        this.employer = employer;
        this.after = after;
        this.pageSize = pageSize;
    }

    Stream<Trekkpaalegg> stream() {
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, characteristics), false);
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !lastPage) {
            nextPage();
        }
        return page.hasNext();
    }

    @Override
    public Trekkpaalegg next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private void nextPage() {
        List<Trekkpaalegg> orders = client.findChanges(employer, after, pageSize);
        lastPage = orders.size() < pageSize;
        page = orders.iterator();
        if (!lastPage) {
            long highest = orders.get(orders.size() - 1).sekvensnummer();
            if (highest <= after) {
                throw ApiFailures.noProgress(employer, after);
            }
            after = highest;
        }
    }
}
