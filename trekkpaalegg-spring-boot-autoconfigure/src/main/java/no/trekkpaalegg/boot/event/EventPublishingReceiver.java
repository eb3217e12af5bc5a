package no.trekkpaalegg.boot.event;

import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
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
     * @param context where the events are published, and whose listeners are looked at
     */
    public EventPublishingReceiver(ConfigurableApplicationContext context) {
        this.context = context;
        this.listeners = new EventListeners(context);
    }

    /** Looks at the listeners of the application and logs what would break the promise. */
    public void checkListeners() {
        new EventDeliveryCheck(context, listeners).run();
    }

    @Override
    public boolean isListening() {
        return listeners.anyPresent();
    }

    @Override
    public boolean isListeningTo(Change change) {
        return listeners.present(eventType(change));
    }

    @Override
    public void receive(Delivery delivery) {
        context.publishEvent(event(delivery));
    }

    private static TrekkpaaleggEvent event(Delivery delivery) {
        return switch (delivery.change()) {
            case NYTT -> new NyttTrekkpaalegg(delivery.employer(), delivery.trekkpaalegg(), delivery.json());
            case ENDRET -> new EndretTrekkpaalegg(delivery.employer(), delivery.trekkpaalegg(), delivery.json());
            case AVSLUTTET -> new AvsluttetTrekkpaalegg(delivery.employer(), delivery.trekkpaalegg(), delivery.json());
        };
    }

    private static Class<? extends TrekkpaaleggEvent> eventType(Change change) {
        return switch (change) {
            case NYTT -> NyttTrekkpaalegg.class;
            case ENDRET -> EndretTrekkpaalegg.class;
            case AVSLUTTET -> AvsluttetTrekkpaalegg.class;
        };
    }
}
