package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.boot.event.EventDeliveryCheck;
import no.trekkpaalegg.boot.event.EventListeners;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;

class PollLifecycleTest {
    private static final String KEEPS_ALIVE = "trekkpaalegg-employers-";

    @Test
    void whenPollingRuns_thenItKeepsTheProcessAliveUntilItIsStopped() {
        try (StaticApplicationContext context = new StaticApplicationContext()) {
            context.refresh();
            EventDeliveryCheck check = new EventDeliveryCheck(context, new EventListeners(context));
            PollLifecycle lifecycle =
                    new PollLifecycle(new NoSchedule(), new EmployerRegistry(List::of), check, Duration.ofMinutes(1));
            assertThat(threadsKeepingAlive()).isZero();

            lifecycle.start();
            assertThat(threadsKeepingAlive()).isOne();

            lifecycle.stop();
            await().until(() -> threadsKeepingAlive() == 0);
        }
    }

    @Test
    void whenTheEmployersCannotBeReadBecauseOfAnError_thenTheyAreReadAgain() {
        Queue<Error> errors = new ConcurrentLinkedQueue<>(
                List.of(new NoClassDefFoundError("simulated"), new StackOverflowError("simulated")));
        AtomicInteger answers = new AtomicInteger();
        try (StaticApplicationContext context = new StaticApplicationContext()) {
            context.refresh();
            EmployerRegistry registry = new EmployerRegistry(() -> {
                Error error = errors.poll();
                if (error != null) {
                    throw error;
                }
                answers.incrementAndGet();
                return List.of();
            });
            PollLifecycle lifecycle = new PollLifecycle(
                    new NoSchedule(),
                    registry,
                    new EventDeliveryCheck(context, new EventListeners(context)),
                    Duration.ofMillis(10));

            lifecycle.start();

            await().until(() -> answers.get() >= 2);
            lifecycle.stop();
        }
    }

    @Test
    void whenTheScheduleCannotBeBroughtUpToDateBecauseOfAnError_thenItIsTriedAgain() {
        AtomicInteger changes = new AtomicInteger();
        PollSchedule broken = new NoSchedule() {
            @Override
            public void employersChanged() {
                if (changes.incrementAndGet() == 1) {
                    throw new StackOverflowError("simulated");
                }
            }
        };
        try (StaticApplicationContext context = new StaticApplicationContext()) {
            context.refresh();
            PollLifecycle lifecycle = new PollLifecycle(
                    broken,
                    new EmployerRegistry(List::of),
                    new EventDeliveryCheck(context, new EventListeners(context)),
                    Duration.ofMillis(10));

            lifecycle.start();

            await().until(() -> changes.get() >= 3);
            lifecycle.stop();
        }
    }

    private static long threadsKeepingAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(KEEPS_ALIVE) && !thread.isDaemon())
                .count();
    }

    private static class NoSchedule implements PollSchedule {
        @Override
        public void start() {}

        @Override
        public void employersChanged() {}

        @Override
        public void wake(String orgNumber) {}

        @Override
        public void stop() {}
    }
}
