package no.trekkpaalegg.boot.event;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/** Runs the check on a host, and reads what it logs. */
@ExtendWith(OutputCaptureExtension.class)
abstract class DeliveryCheckFixture {
    static void check(ConfigurableApplicationContext context) {
        new EventDeliveryCheck(context, new EventListeners(context)).run();
    }

    static AnnotationConfigApplicationContext host(SimpleApplicationEventMulticaster multicaster, Class<?>... beans) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(
                AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
                SimpleApplicationEventMulticaster.class,
                () -> multicaster);
        for (Class<?> bean : beans) {
            context.registerBean(bean);
        }
        context.refresh();
        return context;
    }

    static List<String> lines(CapturedOutput output, String text) {
        return output.getAll().lines().filter(line -> line.contains(text)).toList();
    }

    static class Listener {
        final ConcurrentLinkedQueue<TrekkpaaleggEvent> received = new ConcurrentLinkedQueue<>();

        @EventListener
        void on(TrekkpaaleggEvent event) {
            received.add(event);
        }
    }
}
