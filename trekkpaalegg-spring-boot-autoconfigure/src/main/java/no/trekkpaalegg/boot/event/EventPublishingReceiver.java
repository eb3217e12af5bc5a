package no.trekkpaalegg.boot.event;

import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.OrderReceiver;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Publishes each order version as a Spring event.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class EventPublishingReceiver implements OrderReceiver {
    private final ConfigurableApplicationContext context;
    private final EventListeners listeners;

    /**
     * @param context publishes the events, and has the listeners
     */
    public EventPublishingReceiver(ConfigurableApplicationContext context) {
        this.context = context;
        this.listeners = new EventListeners(context);
    }

    /** Checks the listeners of the application and logs what breaks the promise. */
    public void checkListeners() {
        new EventDeliveryCheck(context, listeners).run();
    }

    @Override
    public boolean isListening() {
        return listeners.anyPresent();
    }

    @Override
    public boolean isListeningTo(Class<? extends TrekkpaaleggEvent> type) {
        return listeners.present(type);
    }

    @Override
    public void receive(TrekkpaaleggEvent event) {
        context.publishEvent(event);
    }
}
