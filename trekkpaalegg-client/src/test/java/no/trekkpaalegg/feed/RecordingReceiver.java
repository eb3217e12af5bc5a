package no.trekkpaalegg.feed;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A host that remembers what it was told, and does with it what a test says. */
final class RecordingReceiver implements OrderReceiver {
    private final List<Delivery> received = new CopyOnWriteArrayList<>();
    private volatile Consumer<Delivery> listener = delivery -> {};
    private final Set<Change> unheard = ConcurrentHashMap.newKeySet();
    private volatile boolean listening = true;

    /** What the listener does with an order version before it is remembered as received. */
    void listener(Consumer<Delivery> action) {
        listener = action;
    }

    void succeeds() {
        listener = delivery -> {};
    }

    void listening(boolean somebody) {
        listening = somebody;
    }

    /** Whether there is a listener for one kind of version. */
    void listeningTo(Change change, boolean somebody) {
        if (somebody) {
            unheard.remove(change);
        } else {
            unheard.add(change);
        }
    }

    List<Delivery> received() {
        return received;
    }

    /** What the host was told, in words: {@code NYTT A/1}. */
    List<String> told() {
        return received.stream()
                .map(delivery ->
                        delivery.change() + " " + delivery.trekkpaalegg().trekkid() + "/"
                                + delivery.trekkpaalegg().trekkversjon())
                .toList();
    }

    @Override
    public boolean isListening() {
        return listening;
    }

    @Override
    public boolean isListeningTo(Change change) {
        return !unheard.contains(change);
    }

    @Override
    public void receive(Delivery delivery) {
        listener.accept(delivery);
        received.add(delivery);
    }
}
