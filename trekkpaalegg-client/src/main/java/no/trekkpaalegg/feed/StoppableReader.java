package no.trekkpaalegg.feed;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.model.Employer;

/**
 * Reads for the feed, and cuts off calls when the application stops, by an interrupt that ends with the call. What a consumer does with
 * an order is not interrupted: it may be at the database. Safe for use by many threads.
 */
final class StoppableReader implements OrderReader {
    private final OrderReader reader;
    private final Set<Thread> calling = new HashSet<>();
    private final Set<Thread> interrupted = new HashSet<>();
    private boolean stopped;

    StoppableReader(OrderReader reader) {
        this.reader = reader;
    }

    @Override
    public List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit) {
        return inCall(() -> reader.readChanges(employer, afterSekvensnummer, limit));
    }

    @Override
    public void readAll(Employer employer, Consumer<ReceivedOrder> consumer) {
        inCall(() -> {
            reader.readAll(employer, order -> {
                end();
                try {
                    consumer.accept(order);
                } finally {
                    begin();
                }
            });
            return true;
        });
    }

    @Override
    public Optional<ReceivedOrder> readVersion(Employer employer, String trekkid, int trekkversjon) {
        return inCall(() -> reader.readVersion(employer, trekkid, trekkversjon));
    }

    /** Cuts off the calls that are on their way, and those that begin later. */
    synchronized void stop() {
        stopped = true;
        calling.forEach(this::interrupt);
    }

    /** Takes {@link #stop} back. */
    synchronized void start() {
        stopped = false;
    }

    private <T> T inCall(Supplier<T> call) {
        begin();
        try {
            return call.get();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        calling.add(Thread.currentThread());
        if (stopped) {
            interrupt(Thread.currentThread());
        }
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // Clears our own interrupt, which is for the call only.
    private synchronized void end() {
        calling.remove(Thread.currentThread());
        if (interrupted.remove(Thread.currentThread())) {
            Thread.interrupted();
        }
    }

    private void interrupt(Thread thread) {
        interrupted.add(thread);
        thread.interrupt();
    }
}
