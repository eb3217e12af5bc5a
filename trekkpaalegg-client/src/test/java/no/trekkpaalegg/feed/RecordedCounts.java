package no.trekkpaalegg.feed;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class RecordedCounts implements OrderCounts {
    private final List<ReadSummary> read = new CopyOnWriteArrayList<>();
    private final List<DeliveryOutcome> deliveries = new CopyOnWriteArrayList<>();

    private volatile boolean failing;

    void fail() {
        failing = true;
    }

    @Override
    public void read(String employer, ReadSummary summary) {
        failIfAsked();
        read.add(summary);
    }

    @Override
    public void delivery(String employer, DeliveryOutcome outcome) {
        failIfAsked();
        deliveries.add(outcome);
    }

    private void failIfAsked() {
        if (failing) {
            throw new IllegalStateException("no counter for 10908412345");
        }
    }

    ReadSummary read() {
        return read.stream().reduce(ReadSummary.NOTHING, ReadSummary::plus);
    }

    List<DeliveryOutcome> deliveries() {
        return List.copyOf(deliveries);
    }
}
