package no.trekkpaalegg.boot.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.support.TaskUtils;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;

/** What is logged at start about the listeners of the host, and about how it publishes events. */
@ExtendWith(OutputCaptureExtension.class)
class EventDeliveryCheckTest {
    private static final String ASYNCHRONOUS = "publishes events asynchronously, or drops exceptions of listeners";
    private static final String TRANSACTIONAL = "with @TransactionalEventListener";
    private static final String EARLY = "returns before its work is done";
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

    /** After the commit it is too late to fail, and without a transaction Spring does not even call it. */
    @Test
    void whenAListenerIsTransactional_thenAnErrorNamesTheCure(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host = host(
                new SimpleApplicationEventMulticaster(),
                TransactionalEventListenerFactory.class,
                Listener.class,
                AfterCommit.class)) {
            check(host);
        }
        assertThat(lines(output, TRANSACTIONAL))
                .singleElement()
                .asString()
                .contains("ERROR", "is lost", "Use @EventListener");
    }

    @Test
    void whenATransactionalListenerTakesOtherEvents_thenNothingIsLogged(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host = host(
                new SimpleApplicationEventMulticaster(),
                TransactionalEventListenerFactory.class,
                Listener.class,
                AfterCommitOfSomethingElse.class)) {
            check(host);
        }
        assertThat(output).doesNotContain(TRANSACTIONAL);
    }

    /** What fails after the listener has returned cannot be seen, and the order version counts as delivered. */
    @Test
    void whenAListenerReturnsAFuture_thenThatIsAnErrorWithItsNameAndItsCure(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host =
                host(new SimpleApplicationEventMulticaster(), Listener.class, ReturningFuture.class)) {
            check(host);
        }
        assertThat(lines(output, EARLY))
                .singleElement()
                .asString()
                .contains("ERROR", "ReturningFuture.on returns a CompletableFuture", "on the calling thread");
    }

    @Test
    void whenAListenerOfOtherEventsReturnsAFuture_thenNothingIsLogged(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host =
                host(new SimpleApplicationEventMulticaster(), Listener.class, ReturningFutureOfSomethingElse.class)) {
            check(host);
        }
        assertThat(output).doesNotContain(EARLY);
    }

    @ParameterizedTest
    @ValueSource(classes = {AsyncMethod.class, AsyncClass.class, AsyncApplicationListener.class})
    void whenAListenerIsAsync_thenThatIsAnErrorWithItsName(Class<?> listener, CapturedOutput output) {
        try (AnnotationConfigApplicationContext host =
                host(new SimpleApplicationEventMulticaster(), AsyncEnabled.class, Listener.class, listener)) {
            check(host);
        }
        assertThat(lines(output, EARLY))
                .singleElement()
                .asString()
                .contains("ERROR", listener.getSimpleName() + ".on", "has @Async");
    }

    @Test
    void whenAsyncIsNotEnabled_thenTheAnnotationHasNoEffectAndNothingIsLogged(CapturedOutput output) {
        try (AnnotationConfigApplicationContext host =
                host(new SimpleApplicationEventMulticaster(), Listener.class, AsyncMethod.class)) {
            check(host);
        }
        assertThat(output).doesNotContain(EARLY);
    }

    private static void check(ConfigurableApplicationContext context) {
        new EventDeliveryCheck(context, new EventListeners(context)).run();
    }

    private static AnnotationConfigApplicationContext host(
            SimpleApplicationEventMulticaster multicaster, Class<?>... beans) {
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

    private static List<String> lines(CapturedOutput output, String text) {
        return output.getAll().lines().filter(line -> line.contains(text)).toList();
    }

    static class Listener {
        private final ConcurrentLinkedQueue<TrekkpaaleggEvent> received = new ConcurrentLinkedQueue<>();

        @EventListener
        void on(TrekkpaaleggEvent event) {
            received.add(event);
        }
    }

    static class ReturningFuture {
        @EventListener
        CompletableFuture<Void> on(NyttTrekkpaalegg event) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static class ReturningFutureOfSomethingElse {
        @EventListener
        CompletableFuture<Void> on(String event) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @EnableAsync(proxyTargetClass = true)
    static class AsyncEnabled {}

    static class AsyncMethod {
        @Async
        @EventListener
        public void on(NyttTrekkpaalegg event) {}
    }

    @Async
    static class AsyncClass {
        @EventListener
        public void on(TrekkpaaleggEvent event) {}
    }

    static class AsyncApplicationListener implements ApplicationListener<PayloadApplicationEvent<NyttTrekkpaalegg>> {
        @Async
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<NyttTrekkpaalegg> event) {}
    }

    static class NyttAndAvsluttetListener {
        @EventListener
        void on(NyttTrekkpaalegg event) {}

        @EventListener
        void on(AvsluttetTrekkpaalegg event) {}
    }

    static class AfterCommit {
        @TransactionalEventListener
        public void on(NyttTrekkpaalegg event) {}
    }

    static class AfterCommitOfSomethingElse {
        @TransactionalEventListener
        public void on(String event) {}
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
