package no.trekkpaalegg.feed;

import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Where the feed hands order versions over; the bridge to the application's listeners.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public interface OrderReceiver {

    /** Whether the application has a listener. As long as it has none, versions stay in the inbox. */
    boolean isListening();

    /** Whether the application has a listener for events of this type. As long as it has none, such versions are put off. */
    boolean isListeningTo(Class<? extends TrekkpaaleggEvent> type);

    /**
     * Hands over one version, on the calling thread and inside the transaction that marks it delivered. Returning means it is
     * delivered; throwing anything rolls the transaction back, and the version is tried again later.
     */
    void receive(TrekkpaaleggEvent event);
}
