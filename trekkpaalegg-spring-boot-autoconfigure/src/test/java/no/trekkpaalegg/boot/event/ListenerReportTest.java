package no.trekkpaalegg.boot.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.event.TransactionalEventListenerFactory;

/** What the host is told at its start about listeners that return before their work is done. */
class ListenerReportTest extends DeliveryCheckFixture {
    private static final String TRANSACTIONAL = "with @TransactionalEventListener";
    private static final String EARLY = "returns before its work is done";

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

    static class AfterCommit {
        @TransactionalEventListener
        public void on(NyttTrekkpaalegg event) {}
    }

    static class AfterCommitOfSomethingElse {
        @TransactionalEventListener
        public void on(String event) {}
    }
}
