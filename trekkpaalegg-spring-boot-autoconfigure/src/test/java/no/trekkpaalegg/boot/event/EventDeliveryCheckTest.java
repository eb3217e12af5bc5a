package no.trekkpaalegg.boot.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.support.TaskUtils;

/** What the host is told at its start about how its events are delivered. */
class EventDeliveryCheckTest extends DeliveryCheckFixture {
    private static final String ASYNCHRONOUS = "publishes events asynchronously, or drops exceptions of listeners";
    private static final String NONE = "has no listener for TrekkpaaleggEvent";
    private static final String SOME = "The application has no listener for [";

    @Test
    void whenListenersRunOnTheCallingThread_thenNothingIsLogged(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host = host(new SimpleApplicationEventMulticaster(), Listener.class)) {
            check(host);
        }
        assertThat(output).doesNotContain(ASYNCHRONOUS, NONE, SOME);
    }

    @Test
    void whenTheMulticasterIsAsynchronous_thenAnErrorNamesTheCure(CapturedOutput output) throws InterruptedException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        SimpleApplicationEventMulticaster asynchronous = new SimpleApplicationEventMulticaster();
        asynchronous.setTaskExecutor(executor);
        try (AnnotationConfigApplicationContext host = host(asynchronous, Listener.class)) {
            check(host);
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(lines(output, ASYNCHRONOUS))
                .singleElement()
                .asString()
                .contains("ERROR", "applicationEventMulticaster", "on the calling thread");
        assertThat(output).doesNotContain("ProbeException");
    }

    @Test
    void whenAnErrorHandlerDropsExceptionsOfListeners_thenAnErrorIsLogged(CapturedOutput output) {
        SimpleApplicationEventMulticaster swallowing = new SimpleApplicationEventMulticaster();
        swallowing.setErrorHandler(error -> {});
        try (AnnotationConfigApplicationContext host = host(swallowing, Listener.class)) {
            check(host);
        }
        assertThat(lines(output, ASYNCHRONOUS))
                .singleElement()
                .asString()
                .contains("ERROR", "without an error handler");
    }

    @Test
    void whenAnErrorHandlerPassesOnExceptionsOfListeners_thenNothingIsLogged(CapturedOutput output) {
        SimpleApplicationEventMulticaster passingOn = new SimpleApplicationEventMulticaster();
        passingOn.setErrorHandler(TaskUtils.LOG_AND_PROPAGATE_ERROR_HANDLER);
        try (AnnotationConfigApplicationContext host = host(passingOn, Listener.class)) {
            check(host);
        }
        assertThat(output).doesNotContain(ASYNCHRONOUS);
    }

    @Test
    void whenTheExecutorOfTheMulticasterIsTheCallingThread_thenNothingIsLogged(CapturedOutput output) {
        SimpleApplicationEventMulticaster synchronous = new SimpleApplicationEventMulticaster();
        synchronous.setTaskExecutor(new SyncTaskExecutor());
        try (AnnotationConfigApplicationContext host = host(synchronous, Listener.class)) {
            check(host);
        }
        assertThat(output).doesNotContain(ASYNCHRONOUS);
    }

    @Test
    void whenTheParentThatListensPublishesAsynchronously_thenAnErrorIsLogged(CapturedOutput output)
            throws InterruptedException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        SimpleApplicationEventMulticaster asynchronous = new SimpleApplicationEventMulticaster();
        asynchronous.setTaskExecutor(executor);
        try (AnnotationConfigApplicationContext parent = host(asynchronous, Listener.class);
                AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.refresh();
            check(child);
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(lines(output, ASYNCHRONOUS)).hasSize(1);
    }

    @Test
    void whenThereIsNoListener_thenAWarningNamesTheCure(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host = host(new SimpleApplicationEventMulticaster())) {
            check(host);
        }
        assertThat(lines(output, NONE)).singleElement().asString().contains("WARN", "stored", "@EventListener");
        assertThat(output).doesNotContain(SOME);
    }

    @Test
    void whenSomeEventsHaveNoListener_thenTheWarningNamesThem(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host =
                host(new SimpleApplicationEventMulticaster(), NyttAndAvsluttetListener.class)) {
            check(host);
        }
        assertThat(lines(output, SOME))
                .singleElement()
                .asString()
                .contains("WARN", "has no listener for [EndretTrekkpaalegg]");
        assertThat(output).doesNotContain(NONE);
    }

    @Test
    void whenTheCheckIsOver_thenTheHostIsAsBefore() {
        try (AnnotationConfigApplicationContext host = host(new SimpleApplicationEventMulticaster(), Listener.class)) {
            List<ApplicationListener<?>> before = new ArrayList<>(host.getApplicationListeners());
            check(host);

            assertThat(host.getApplicationListeners()).containsExactlyInAnyOrderElementsOf(before);
            assertThat(host.getBean(Listener.class).received).isEmpty();
        }
    }

    /** Such a listener is unusual, and the host must still start. */
    @Test
    void whenAListenerOfTheHostThrowsAtEventsItDoesNotKnow_thenTheHostStarts(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host =
                host(new SimpleApplicationEventMulticaster(), Listener.class, Fussy.class)) {
            check(host);
        }
        assertThat(output).doesNotContain(ASYNCHRONOUS);
    }

    static class NyttAndAvsluttetListener {
        @EventListener
        void on(NyttTrekkpaalegg event) {}

        @EventListener
        void on(AvsluttetTrekkpaalegg event) {}
    }

    static class Fussy {
        @EventListener
        void on(ApplicationEvent event) {
            if (!event.getClass().getName().startsWith("org.springframework.")) {
                throw new IllegalStateException("what is this?");
            }
        }
    }
}
