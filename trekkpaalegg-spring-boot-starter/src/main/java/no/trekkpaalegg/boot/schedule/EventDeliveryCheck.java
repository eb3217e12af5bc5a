package no.trekkpaalegg.boot.schedule;

import java.util.concurrent.atomic.AtomicReference;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Finds out at start whether events reach the host's listeners as the promise needs it: somebody listens, listeners run on the
 * publishing thread, and what they throw comes back. What is amiss is logged with its cure.
 */
public final class EventDeliveryCheck {
    private static final Logger log = LoggerFactory.getLogger(EventDeliveryCheck.class);

    private final ConfigurableApplicationContext context;
    private final EventListeners listeners;

    public EventDeliveryCheck(ConfigurableApplicationContext context, EventListeners listeners) {
        this.context = context;
        this.listeners = listeners;
    }

    /** Publishes a probe of our own, which no listener of the host's takes, and looks at who listens. */
    public void run() {
        if (!listeners.anyPresent()) {
            log.warn(
                    "The application has no listener for TrekkpaaleggEvent. Orders are stored but not delivered until there is"
                            + " one: add a method with @EventListener that takes a TrekkpaaleggEvent.");
        } else if (!listeners.missing().isEmpty()) {
            log.warn(
                    "The application listens to some TrekkpaaleggEvents but not to {}. Such orders are put off and not delivered"
                            + " until there is a listener for them.",
                    listeners.missing().stream().map(Class::getSimpleName).toList());
        }
        if (!comesBack()) {
            log.error(
                    "The application publishes events asynchronously, or swallows what listeners throw (see its bean"
                            + " applicationEventMulticaster). A {} then counts as delivered before its listener has done its"
                            + " work, and is lost when the listener fails. Let this bean publish on the calling thread and without"
                            + " an error handler.",
                    TrekkpaaleggEvent.class.getSimpleName());
        }
    }

    /** Whether what a listener throws reaches the publisher; it does not if the listener runs on another thread. */
    private boolean comesBack() {
        ProbeListener listener = new ProbeListener();
        context.addApplicationListener(listener);
        try {
            context.publishEvent(new Probe(this));
            return false;
        } catch (ProbeException e) {
            return listener.thread.get() == Thread.currentThread();
        } finally {
            context.removeApplicationListener(listener);
        }
    }

    private static final class Probe extends ApplicationEvent {
        private static final long serialVersionUID = 1L;

        private Probe(Object source) {
            super(source);
        }
    }

    private static final class ProbeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class ProbeListener implements ApplicationListener<Probe> {
        private final AtomicReference<Thread> thread = new AtomicReference<>();

        @Override
        public void onApplicationEvent(Probe event) {
            thread.set(Thread.currentThread());
            throw new ProbeException();
        }
    }
}
