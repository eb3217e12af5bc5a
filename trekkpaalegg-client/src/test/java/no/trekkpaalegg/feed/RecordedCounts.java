package no.trekkpaalegg.feed;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class RecordedCounts implements OrderCounts {
    private final List<ReadSummary> read = new CopyOnWriteArrayList<>();
    private final List<DeliveryOutcome> deliveries = new CopyOnWriteArrayList<>();

    @Override
    public void read(String employer, ReadSummary summary) {
        read.add(summary);
    }

    @Override
    public void delivery(String employer, DeliveryOutcome outcome) {
        deliveries.add(outcome);
    }

    ReadSummary read() {
        return read.stream().reduce(ReadSummary.NOTHING, ReadSummary::plus);
    }

    List<DeliveryOutcome> deliveries() {
        return List.copyOf(deliveries);
    }
}
