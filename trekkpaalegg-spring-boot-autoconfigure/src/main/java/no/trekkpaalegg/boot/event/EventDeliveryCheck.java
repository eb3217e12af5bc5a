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
 * Finds out at start whether events reach the host's listeners as the promise needs it: somebody listens, listeners run on the
 * publishing thread, and what they throw comes back. What is amiss is logged with its cure.
 */
final class EventDeliveryCheck {
    private static final Logger log = LoggerFactory.getLogger(EventDeliveryCheck.class);

    private final ConfigurableApplicationContext context;
    private final EventListeners listeners;

    EventDeliveryCheck(ConfigurableApplicationContext context, EventListeners listeners) {
        this.context = context;
        this.listeners = listeners;
    }

    /** Publishes a probe of our own, which no listener of the host's takes, and looks at who listens. */
    void run() {
        if (!listeners.anyPresent()) {
            log.warn(
                    "The application has no listener for TrekkpaaleggEvent. Orders are stored but not delivered until there is"
                            + " one: add a method with @EventListener that takes a TrekkpaaleggEvent. See {}",
                    Runbook.NO_LISTENER);
        } else if (!listeners.missing().isEmpty()) {
            log.warn(
                    "The application listens to some TrekkpaaleggEvents but not to {}. Such orders are put off and not delivered"
                            + " until there is a listener for them. See {}",
                    listeners.missing().stream().map(Class::getSimpleName).toList(),
                    Runbook.NO_LISTENER);
        }
        if (listeners.anyTransactional()) {
            log.error(
                    "The application listens with @TransactionalEventListener. Such a listener is called when the order version"
                            + " counts as delivered already, or never if orders are kept in memory; what it fails to do is lost."
                            + " Use @EventListener, which is called inside the transaction. (In phase BEFORE_COMMIT and with a"
                            + " database all is well.)");
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
                    "The application publishes events asynchronously, or swallows what listeners throw (see its bean"
                            + " applicationEventMulticaster). A {} then counts as delivered before its listener has done its"
                            + " work, and is lost when the listener fails. Let this bean publish on the calling thread and without"
                            + " an error handler.",
                    TrekkpaaleggEvent.class.getSimpleName());
        }
    }

    /** Whether what a listener throws reaches the publisher, here and in each parent, to which events go on from here. */
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
            // Ours, or that of a listener of the host's which is even quicker: either way it came back.
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

    /** Comes first, so that where all is well no listener of the host's sees the probe. */
    private static final class ProbeListener implements ApplicationListener<Probe>, PriorityOrdered {
        private final Thread publisher;

        private ProbeListener(Thread publisher) {
            this.publisher = publisher;
        }

        @Override
        public void onApplicationEvent(Probe event) {
            // On another thread nobody would catch it, and the host would see it in its log.
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
