package no.trekkpaalegg.feed;

import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Receives order versions from the feed and passes them to the application's listeners.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public interface OrderReceiver {

    /** Whether the application has a listener. As long as it has none, versions stay in the inbox. */
    boolean isListening();

    /** Whether the application has a listener for events of this type. As long as it has none, such versions are postponed. */
    boolean isListeningTo(Class<? extends TrekkpaaleggEvent> type);

    /**
     * Hands over one version, on the calling thread and inside the transaction that marks it delivered. When it returns, the
     * version is delivered. When it throws, the transaction is rolled back, and the version is tried again later.
     */
    void receive(TrekkpaaleggEvent event);
}
