package no.trekkpaalegg.boot.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.schedule.TestOrders;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Who counts as a listener. Every case is also tried with real events: who counts must be who is reached, because an event that
 * is published to nobody counts as delivered and is lost.
 */
class EventListenersTest {
    @BeforeEach
    void nobodyWasReached() {
        ListeningHosts.reached.set(0);
    }

    @ParameterizedTest
    @MethodSource
    void whenABeanListens_thenItCountsForTheTypesItTakes(
            Class<?> host, List<Class<? extends TrekkpaaleggEvent>> taken) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(host)) {
            assertCountsAndIsReached(context, taken);
        }
    }

    static Stream<Arguments> whenABeanListens_thenItCountsForTheTypesItTakes() {
        List<Class<? extends TrekkpaaleggEvent>> all =
                List.of(NyttTrekkpaalegg.class, EndretTrekkpaalegg.class, AvsluttetTrekkpaalegg.class);
        List<Class<? extends TrekkpaaleggEvent>> nytt = List.of(NyttTrekkpaalegg.class);
        return Stream.of(
                Arguments.of(ListeningHosts.ForTheInterface.class, all),
                Arguments.of(ListeningHosts.ForNytt.class, nytt),
                Arguments.of(ListeningHosts.ForEndret.class, List.of(EndretTrekkpaalegg.class)),
                Arguments.of(ListeningHosts.ForAvsluttet.class, List.of(AvsluttetTrekkpaalegg.class)),
                Arguments.of(
                        ListeningHosts.ForTwoByAnnotation.class,
                        List.of(NyttTrekkpaalegg.class, EndretTrekkpaalegg.class)),
                Arguments.of(ListeningHosts.ForRecord.class, all),
                Arguments.of(ListeningHosts.ListenerClass.class, nytt),
                Arguments.of(ListeningHosts.ListenerFromFactoryMethod.class, nytt),
                Arguments.of(ListeningHosts.ListenerAsLambda.class, nytt),
                Arguments.of(ListeningHosts.GenericListener.class, nytt),
                Arguments.of(ListeningHosts.LazyListenerClass.class, nytt),
                Arguments.of(ListeningHosts.PrototypeListener.class, nytt));
    }

    @ParameterizedTest
    @MethodSource
    void whenNobodyActsOnOrders_thenNobodyCounts(Class<?> host) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(host)) {
            EventListeners listeners = new EventListeners(context);

            assertThat(listeners.anyPresent()).isFalse();
            assertThat(listeners.missing())
                    .containsExactly(NyttTrekkpaalegg.class, EndretTrekkpaalegg.class, AvsluttetTrekkpaalegg.class);
        }
    }

    static Stream<Class<?>> whenNobodyActsOnOrders_thenNobodyCounts() {
        return Stream.of(
                ListeningHosts.Nobody.class,
                ListeningHosts.ForAnyObject.class,
                ListeningHosts.ForAnyApplicationEvent.class,
                ListeningHosts.ListenerForAnyApplicationEvent.class,
                ListeningHosts.ForSomethingElse.class,
                ListeningHosts.ForAnyPayload.class,
                ListeningHosts.SmartListenerForAnyPayload.class);
    }

    /** Spring takes generics literally: an event of a record type does not reach a listener for events of the interface. */
    @ParameterizedTest
    @MethodSource
    void whenSpringDoesNotReachAListener_thenItDoesNotCount(Class<?> host) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(host)) {
            TestOrders.oneOfEach().forEach(context::publishEvent);

            assertThat(ListeningHosts.reached).hasValue(0);
            assertThat(new EventListeners(context).anyPresent()).isFalse();
        }
    }

    static Stream<Class<?>> whenSpringDoesNotReachAListener_thenItDoesNotCount() {
        return Stream.of(ListeningHosts.InterfaceListenerClass.class, ListeningHosts.InterfaceListenerAsLambda.class);
    }

    @Test
    void whenBeansAreLazy_thenTheirListenersCount() {
        for (Class<?> host : List.of(
                ListeningHosts.ForTheInterface.class,
                ListeningHosts.ListenerClassAndNothingElse.class,
                ListeningHosts.ListenerAsLambda.class)) {
            ListeningHosts.reached.set(0);
            BeanFactoryPostProcessor lazy = new LazyInitializationBeanFactoryPostProcessor();
            try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
                context.addBeanFactoryPostProcessor(lazy);
                context.register(host);
                context.refresh();

                assertThat(new EventListeners(context).present(NyttTrekkpaalegg.class))
                        .as(host.getSimpleName())
                        .isTrue();
                context.publishEvent(TestOrders.oneOfEach().get(0));
                assertThat(ListeningHosts.reached).as(host.getSimpleName()).hasValue(1);
            }
        }
    }

    @Test
    void whenTheParentContextListens_thenItCounts() {
        try (AnnotationConfigApplicationContext parent =
                        new AnnotationConfigApplicationContext(ListeningHosts.ForNytt.class);
                AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.refresh();

            assertCountsAndIsReached(child, List.of(NyttTrekkpaalegg.class));
        }
    }

    /** Events are published upwards only. */
    @Test
    void whenOnlyAChildContextListens_thenItDoesNotCount() {
        try (AnnotationConfigApplicationContext parent =
                        new AnnotationConfigApplicationContext(ListeningHosts.Nobody.class);
                AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.register(ListeningHosts.ForTheInterface.class);
            child.refresh();

            assertThat(new EventListeners(parent).anyPresent()).isFalse();
        }
    }

    @Test
    void whenAListenerIsAddedOrRemovedLater_thenThatIsSeen() {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext(ListeningHosts.Nobody.class)) {
            EventListeners listeners = new EventListeners(context);
            ListeningHosts.ListenerClass later = new ListeningHosts.ListenerClass();

            context.addApplicationListener(later);
            assertThat(listeners.present(NyttTrekkpaalegg.class)).isTrue();

            context.removeApplicationListener(later);
            assertThat(listeners.present(NyttTrekkpaalegg.class)).isFalse();
        }
    }

    private static void assertCountsAndIsReached(
            AnnotationConfigApplicationContext context, List<Class<? extends TrekkpaaleggEvent>> taken) {
        EventListeners listeners = new EventListeners(context);
        assertThat(listeners.anyPresent()).isTrue();
        for (TrekkpaaleggEvent event : TestOrders.oneOfEach()) {
            boolean isTaken = taken.contains(event.getClass());
            ListeningHosts.reached.set(0);
            context.publishEvent(event);

            assertThat(ListeningHosts.reached).as("reached by %s", event).hasValue(isTaken ? 1 : 0);
            assertThat(listeners.present(event.getClass()))
                    .as("counts for %s", event)
                    .isEqualTo(isTaken);
            assertThat(listeners.missing().contains(event.getClass())).isNotEqualTo(isTaken);
        }
    }
}
