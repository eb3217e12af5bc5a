package no.trekkpaalegg.boot.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.ResolvableType;

/**
 * Who counts as a listener. Every case is also tried with real events: who counts must be who is reached, because an event that
 * is published to nobody counts as delivered and is lost.
 */
class EventListenersTest {
    private static final AtomicInteger reached = new AtomicInteger();

    @BeforeEach
    void nobodyWasReached() {
        reached.set(0);
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
                Arguments.of(ForTheInterface.class, all),
                Arguments.of(ForNytt.class, nytt),
                Arguments.of(ForEndret.class, List.of(EndretTrekkpaalegg.class)),
                Arguments.of(ForAvsluttet.class, List.of(AvsluttetTrekkpaalegg.class)),
                Arguments.of(ForTwoByAnnotation.class, List.of(NyttTrekkpaalegg.class, EndretTrekkpaalegg.class)),
                Arguments.of(ForRecord.class, all),
                Arguments.of(ListenerClass.class, nytt),
                Arguments.of(ListenerFromFactoryMethod.class, nytt),
                Arguments.of(ListenerAsLambda.class, nytt),
                Arguments.of(GenericListener.class, nytt),
                Arguments.of(LazyListenerClass.class, nytt),
                Arguments.of(PrototypeListener.class, nytt));
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
                Nobody.class,
                ForAnyObject.class,
                ForAnyApplicationEvent.class,
                ListenerForAnyApplicationEvent.class,
                ForSomethingElse.class,
                ForAnyPayload.class,
                SmartListenerForAnyPayload.class);
    }

    /** Spring takes generics literally: an event of a record type does not reach a listener for events of the interface. */
    @ParameterizedTest
    @MethodSource
    void whenSpringDoesNotReachAListener_thenItDoesNotCount(Class<?> host) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(host)) {
            TestOrders.oneOfEach().forEach(context::publishEvent);

            assertThat(reached).hasValue(0);
            assertThat(new EventListeners(context).anyPresent()).isFalse();
        }
    }

    static Stream<Class<?>> whenSpringDoesNotReachAListener_thenItDoesNotCount() {
        return Stream.of(InterfaceListenerClass.class, InterfaceListenerAsLambda.class);
    }

    @Test
    void whenBeansAreLazy_thenTheirListenersCount() {
        for (Class<?> host :
                List.of(ForTheInterface.class, ListenerClassAndNothingElse.class, ListenerAsLambda.class)) {
            reached.set(0);
            BeanFactoryPostProcessor lazy = new LazyInitializationBeanFactoryPostProcessor();
            try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
                context.addBeanFactoryPostProcessor(lazy);
                context.register(host);
                context.refresh();

                assertThat(new EventListeners(context).present(NyttTrekkpaalegg.class))
                        .as(host.getSimpleName())
                        .isTrue();
                context.publishEvent(TestOrders.oneOfEach().get(0));
                assertThat(reached).as(host.getSimpleName()).hasValue(1);
            }
        }
    }

    @Test
    void whenTheParentContextListens_thenItCounts() {
        try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(ForNytt.class);
                AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.refresh();

            assertCountsAndIsReached(child, List.of(NyttTrekkpaalegg.class));
        }
    }

    /** Events are published upwards only. */
    @Test
    void whenOnlyAChildContextListens_thenItDoesNotCount() {
        try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Nobody.class);
                AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.register(ForTheInterface.class);
            child.refresh();

            assertThat(new EventListeners(parent).anyPresent()).isFalse();
        }
    }

    @Test
    void whenAListenerIsAddedOrRemovedLater_thenThatIsSeen() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Nobody.class)) {
            EventListeners listeners = new EventListeners(context);
            ListenerClass later = new ListenerClass();

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
            reached.set(0);
            context.publishEvent(event);

            assertThat(reached).as("reached by %s", event).hasValue(isTaken ? 1 : 0);
            assertThat(listeners.present(event.getClass()))
                    .as("counts for %s", event)
                    .isEqualTo(isTaken);
            assertThat(listeners.missing().contains(event.getClass())).isNotEqualTo(isTaken);
        }
    }

    static class Nobody {}

    static class ForTheInterface {
        @EventListener
        void on(TrekkpaaleggEvent event) {
            reached.incrementAndGet();
        }
    }

    static class ForNytt {
        @EventListener
        void on(NyttTrekkpaalegg event) {
            reached.incrementAndGet();
        }
    }

    static class ForEndret {
        @EventListener
        void on(EndretTrekkpaalegg event) {
            reached.incrementAndGet();
        }
    }

    static class ForAvsluttet {
        @EventListener
        void on(AvsluttetTrekkpaalegg event) {
            reached.incrementAndGet();
        }
    }

    static class ForTwoByAnnotation {
        @EventListener({NyttTrekkpaalegg.class, EndretTrekkpaalegg.class})
        void on() {
            reached.incrementAndGet();
        }
    }

    /** All our events are records, and nobody else's need be. */
    static class ForRecord {
        @EventListener
        void on(Record event) {
            reached.incrementAndGet();
        }
    }

    static class ListenerClass implements ApplicationListener<PayloadApplicationEvent<NyttTrekkpaalegg>> {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<NyttTrekkpaalegg> event) {
            reached.incrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ListenerClassAndNothingElse {
        @Bean
        ListenerClass listener() {
            return new ListenerClass();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ListenerFromFactoryMethod {
        @Bean
        ApplicationListener<PayloadApplicationEvent<NyttTrekkpaalegg>> listener() {
            return new ListenerClass();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ListenerAsLambda {
        @Bean
        ApplicationListener<PayloadApplicationEvent<NyttTrekkpaalegg>> listener() {
            return event -> reached.incrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyListenerClass {
        @Bean
        @Lazy
        ListenerClass listener() {
            return new ListenerClass();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrototypeListener {
        @Bean
        @Scope("prototype")
        ListenerClass listener() {
            return new ListenerClass();
        }
    }

    static class SmartListenerForAnyPayload implements SmartApplicationListener {
        @Override
        public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
            return PayloadApplicationEvent.class.isAssignableFrom(type);
        }

        @Override
        public boolean supportsSourceType(Class<?> source) {
            return true;
        }

        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            reached.incrementAndGet();
        }
    }

    static class GenericListener implements GenericApplicationListener {
        @Override
        public boolean supportsEventType(ResolvableType type) {
            return type.getGeneric().resolve(Object.class) == NyttTrekkpaalegg.class;
        }

        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            reached.incrementAndGet();
        }
    }

    static class ForAnyObject {
        @EventListener
        void on(Object event) {
            reached.incrementAndGet();
        }
    }

    static class ForAnyApplicationEvent {
        @EventListener
        void on(ApplicationEvent event) {
            reached.incrementAndGet();
        }
    }

    static class ListenerForAnyApplicationEvent implements ApplicationListener<ApplicationEvent> {
        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            reached.incrementAndGet();
        }
    }

    static class ForAnyPayload {
        @EventListener
        void on(PayloadApplicationEvent<?> event) {
            reached.incrementAndGet();
        }
    }

    static class ForSomethingElse {
        @EventListener
        void on(String event) {
            reached.incrementAndGet();
        }
    }

    static class InterfaceListenerClass implements ApplicationListener<PayloadApplicationEvent<TrekkpaaleggEvent>> {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<TrekkpaaleggEvent> event) {
            reached.incrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class InterfaceListenerAsLambda {
        @Bean
        ApplicationListener<PayloadApplicationEvent<TrekkpaaleggEvent>> listener() {
            return event -> reached.incrementAndGet();
        }
    }
}
