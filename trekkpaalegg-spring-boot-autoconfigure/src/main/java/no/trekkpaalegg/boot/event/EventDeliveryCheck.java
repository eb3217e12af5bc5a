package no.trekkpaalegg.boot.event;

import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.PriorityOrdered;

/**
 * Checks at start whether events reach the host's listeners: the host has listeners, they run on the publishing thread, and their
 * exceptions reach the publisher. Each fault is logged with its cure.
 */
final class EventDeliveryCheck {
    private static final Logger log = LoggerFactory.getLogger(EventDeliveryCheck.class);

    private final ConfigurableApplicationContext context;
    private final EventListeners listeners;

    EventDeliveryCheck(ConfigurableApplicationContext context, EventListeners listeners) {
        this.context = context;
        this.listeners = listeners;
    }

    /** Looks at the listeners of the host, and publishes a probe that no listener of the host receives. */
    void run() {
        if (!listeners.anyPresent()) {
            log.warn(
                    "The application has no listener for TrekkpaaleggEvent. Orders are stored and wait for a listener."
                            + " Add a method with @EventListener that takes a TrekkpaaleggEvent. See {}",
                    Runbook.NO_LISTENER);
        } else if (!listeners.missing().isEmpty()) {
            log.warn(
                    "The application has no listener for {}, but for other TrekkpaaleggEvents. Such orders are stored and"
                            + " wait for a listener. Add one for each kind of event. See {}",
                    listeners.missing().stream().map(Class::getSimpleName).toList(),
                    Runbook.NO_LISTENER);
        }
        if (listeners.anyTransactional()) {
            log.error(
                    "The application listens with @TransactionalEventListener. Such a listener runs after the order version was"
                            + " marked delivered, or not at all if orders are kept in memory. If it fails, the order is lost."
                            + " Use @EventListener, which runs inside the transaction. (With a database the phase BEFORE_COMMIT also"
                            + " runs inside it.)");
        }
        listeners
                .returningEarly()
                .forEach(listener -> log.error(
                        "A listener for TrekkpaaleggEvent returns before its work is done: {}. An order version counts as"
                                + " delivered when the listener returns, and is lost if the work fails afterwards. Let the"
                                + " listener finish its work on the calling thread and return void.",
                        listener));
        if (!comesBack()) {
            log.error(
                    "The application publishes events asynchronously, or drops exceptions of listeners (see its bean"
                            + " applicationEventMulticaster). A {} then counts as delivered before its listener has done its"
                            + " work, and is lost if the listener fails. Let this bean publish on the calling thread and without"
                            + " an error handler.",
                    TrekkpaaleggEvent.class.getSimpleName());
        }
    }

    /** Whether an exception of a listener reaches the publisher, in this context and in each parent, which also gets the events. */
    private boolean comesBack() {
        for (ApplicationContext publishing = context; publishing != null; publishing = publishing.getParent()) {
            if (publishing instanceof ConfigurableApplicationContext concrete && !comesBackFrom(concrete)) {
                return false;
            }
        }
        return true;
    }

    private boolean comesBackFrom(ConfigurableApplicationContext publishing) {
        ProbeListener listener = new ProbeListener(Thread.currentThread());
        publishing.addApplicationListener(listener);
        try {
            publishing.publishEvent(new Probe(this));
            return false;
        } catch (RuntimeException e) {
            // The exception of the probe, or of a listener of the host that ran before it. In both cases it reached the
            // publisher.
            return true;
        } finally {
            publishing.removeApplicationListener(listener);
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

    /** Runs first and throws, so that usually no listener of the host sees the probe. */
    private static final class ProbeListener implements ApplicationListener<Probe>, PriorityOrdered {
        private final Thread publisher;

        private ProbeListener(Thread publisher) {
            this.publisher = publisher;
        }

        @Override
        public void onApplicationEvent(Probe event) {
            // On another thread the exception is not caught, and the host would see it in its log.
            if (Thread.currentThread() == publisher) {
                throw new ProbeException();
            }
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }
}
