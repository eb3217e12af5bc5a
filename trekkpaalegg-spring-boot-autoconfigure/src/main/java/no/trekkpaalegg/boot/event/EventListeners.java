package no.trekkpaalegg.boot.event;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.event.TransactionalApplicationListener;
import org.springframework.util.ClassUtils;

/**
 * Finds out which events the host listens to. A listener that takes any object does not count, because listeners for everything,
 * such as those of logging and monitoring, do not act on orders.
 */
final class EventListeners {
    private static final List<Class<? extends TrekkpaaleggEvent>> TYPES =
            List.of(NyttTrekkpaalegg.class, EndretTrekkpaalegg.class, AvsluttetTrekkpaalegg.class);

    private static final boolean TRANSACTIONS_PRESENT = ClassUtils.isPresent(
            "org.springframework.transaction.event.TransactionalApplicationListener",
            EventListeners.class.getClassLoader());

    private final ApplicationContext context;

    EventListeners(ApplicationContext context) {
        this.context = context;
    }

    /** Whether there is a listener for any type of event. */
    public boolean anyPresent() {
        return TYPES.stream().anyMatch(this::present);
    }

    /** The types of event without a listener. */
    public List<Class<? extends TrekkpaaleggEvent>> missing() {
        return TYPES.stream().filter(type -> !present(type)).toList();
    }

    /** Whether there is a listener for a type of event. */
    public boolean present(Class<? extends TrekkpaaleggEvent> type) {
        for (ApplicationContext listening = context; listening != null; listening = listening.getParent()) {
            if (registered(listening, type) || declared(listening, type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a listener for any type of event waits for a phase of the transaction. */
    boolean anyTransactional() {
        return TRANSACTIONS_PRESENT && ours().anyMatch(Transactional::is);
    }

    /** What is wrong with listeners for any type of event that return before their work is done: a text for each, with its name. */
    List<String> returningEarly() {
        return ours().flatMap(listener -> EarlyReturn.of(listener, context).stream())
                .sorted()
                .toList();
    }

    private Stream<ApplicationListener<?>> ours() {
        return Stream.iterate(context, Objects::nonNull, ApplicationContext::getParent)
                .filter(AbstractApplicationContext.class::isInstance)
                .flatMap(listening -> ((AbstractApplicationContext) listening).getApplicationListeners().stream())
                .filter(listener ->
                        !takes(listener, Anything.class) && TYPES.stream().anyMatch(type -> takes(listener, type)));
    }

    private static boolean registered(ApplicationContext context, Class<?> type) {
        return context instanceof AbstractApplicationContext concrete
                && concrete.getApplicationListeners().stream()
                        .anyMatch(listener -> takes(listener, type) && !takes(listener, Anything.class));
    }

    /**
     * Whether there is a listener bean that is not created yet, in a host with lazy initialization. Spring matches generics
     * exactly: a listener with the type of the record gets the event, and a listener with the type of the interface does not.
     */
    private static boolean declared(ApplicationContext context, Class<?> type) {
        ResolvableType listener = ResolvableType.forClassWithGenerics(ApplicationListener.class, event(type));
        return context.getBeanNamesForType(listener, true, false).length > 0;
    }

    private static boolean takes(ApplicationListener<?> listener, Class<?> payload) {
        GenericApplicationListener generic = listener instanceof GenericApplicationListener already
                ? already
                : new GenericApplicationListenerAdapter(listener);
        return generic.supportsEventType(event(payload));
    }

    private static ResolvableType event(Class<?> payload) {
        return ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, payload);
    }

    /** A type that no event has. */
    private static final class Anything {}

    /** A separate class, because spring-tx can be missing. */
    private static final class Transactional {
        static boolean is(ApplicationListener<?> listener) {
            return listener instanceof TransactionalApplicationListener<?>;
        }
    }
}
