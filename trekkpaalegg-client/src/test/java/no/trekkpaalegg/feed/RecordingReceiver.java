package no.trekkpaalegg.feed;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.DeliveryOutcome.Ending;

/** A host that remembers what it was told, and does with it what a test says. */
final class RecordingReceiver implements OrderReceiver {
    private final List<TrekkpaaleggEvent> received = new CopyOnWriteArrayList<>();
    private volatile Consumer<TrekkpaaleggEvent> listener = event -> {};
    private final Set<Class<? extends TrekkpaaleggEvent>> unheard = ConcurrentHashMap.newKeySet();
    private volatile boolean listening = true;

    /** What the listener does with an order version before it is remembered as received. */
    void listener(Consumer<TrekkpaaleggEvent> action) {
        listener = action;
    }

    void succeeds() {
        listener = event -> {};
    }

    void listening(boolean somebody) {
        listening = somebody;
    }

    /** Whether there is a listener for one kind of version. */
    void listeningTo(Class<? extends TrekkpaaleggEvent> type, boolean somebody) {
        if (somebody) {
            unheard.remove(type);
        } else {
            unheard.add(type);
        }
    }

    List<TrekkpaaleggEvent> received() {
        return received;
    }

    /** What the host was told, in words: {@code NYTT A/1}. */
    List<String> told() {
        return received.stream()
                .map(event ->
                        DeliveryOutcome.of(Ending.DELIVERED, event, 0).event().toUpperCase(Locale.ROOT) + " "
                                + event.trekkpaalegg().trekkid() + "/"
                                + event.trekkpaalegg().trekkversjon())
                .toList();
    }

    @Override
    public boolean isListening() {
        return listening;
    }

    @Override
    public boolean isListeningTo(Class<? extends TrekkpaaleggEvent> type) {
        return !unheard.contains(type);
    }

    @Override
    public void receive(TrekkpaaleggEvent event) {
        listener.accept(event);
        received.add(event);
    }
}
