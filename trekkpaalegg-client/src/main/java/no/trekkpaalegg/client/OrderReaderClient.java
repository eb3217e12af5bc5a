package no.trekkpaalegg.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The client on an {@link OrderReader}. A call fails if an element of its answer could not be understood.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class OrderReaderClient implements TrekkpaaleggClient {
    private final OrderReader reader;

    public OrderReaderClient(OrderReader reader) {
        this.reader = reader;
    }

    @Override
    public List<Trekkpaalegg> findAll(Employer employer) {
        List<ReceivedOrder> orders = new ArrayList<>();
        reader.readAll(employer, orders::add);
        return valid(employer, orders).toList();
    }

    @Override
    public List<Trekkpaalegg> findChanges(Employer employer, long afterSekvensnummer, int limit) {
        return valid(employer, reader.readChanges(employer, afterSekvensnummer, limit))
                .toList();
    }

    @Override
    public Optional<Trekkpaalegg> findVersion(Employer employer, String trekkid, int trekkversjon) {
        return reader.readVersion(employer, trekkid, trekkversjon).map(order -> valid(employer, order));
    }

    @Override
    public Stream<Trekkpaalegg> streamChanges(Employer employer, long afterSekvensnummer, int pageSize) {
        Iterator<List<ReceivedOrder>> pages = new ChangeWalk(reader, employer, afterSekvensnummer, pageSize);
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, characteristics), false)
                .flatMap(page -> valid(employer, page));
    }

    private static Stream<Trekkpaalegg> valid(Employer employer, List<ReceivedOrder> orders) {
        return orders.stream()
                .map(order -> valid(employer, order))
                .sorted(Comparator.comparingLong(Trekkpaalegg::sekvensnummer));
    }

    private static Trekkpaalegg valid(Employer employer, ReceivedOrder order) {
        return order.trekkpaalegg().orElseThrow(() -> ApiFailures.malformed(employer, (Malformed) order));
    }
}
