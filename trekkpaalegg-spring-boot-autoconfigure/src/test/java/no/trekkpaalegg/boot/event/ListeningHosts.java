package no.trekkpaalegg.boot.event;

import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.ResolvableType;

/** Hosts that listen in every way Spring knows, and count how often they are reached. */
final class ListeningHosts {
    static final AtomicInteger reached = new AtomicInteger();

    private ListeningHosts() {}

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
