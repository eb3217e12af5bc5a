package no.trekkpaalegg.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;

/** What an application calls and what the feed reads through, for tests that look at both. */
final class FixtureClient implements TrekkpaaleggClient, OrderReader {
    private final OrderReader reader;
    private final TrekkpaaleggClient client;

    FixtureClient(OrderReader reader) {
        this.reader = reader;
        this.client = new OrderReaderClient(reader);
    }

    @Override
    public List<Trekkpaalegg> findAll(Employer employer) {
        return client.findAll(employer);
    }

    @Override
    public List<Trekkpaalegg> findChanges(Employer employer, long afterSekvensnummer, int limit) {
        return client.findChanges(employer, afterSekvensnummer, limit);
    }

    @Override
    public Optional<Trekkpaalegg> findVersion(Employer employer, String trekkid, int trekkversjon) {
        return client.findVersion(employer, trekkid, trekkversjon);
    }

    @Override
    public Stream<Trekkpaalegg> streamChanges(Employer employer, long afterSekvensnummer, int pageSize) {
        return client.streamChanges(employer, afterSekvensnummer, pageSize);
    }

    @Override
    public List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit) {
        return reader.readChanges(employer, afterSekvensnummer, limit);
    }

    @Override
    public void readAll(Employer employer, Consumer<ReceivedOrder> consumer) {
        reader.readAll(employer, consumer);
    }

    @Override
    public Optional<ReceivedOrder> readVersion(Employer employer, String trekkid, int trekkversjon) {
        return reader.readVersion(employer, trekkid, trekkversjon);
    }
}
