package no.trekkpaalegg.boot.event;

import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.OrderReceiver;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes each order version as a Spring event. */
public final class EventPublishingReceiver implements OrderReceiver {
    private final ApplicationEventPublisher publisher;
    private final EventListeners listeners;

    public EventPublishingReceiver(ApplicationEventPublisher publisher, EventListeners listeners) {
        this.publisher = publisher;
        this.listeners = listeners;
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
        publisher.publishEvent(event(delivery));
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
