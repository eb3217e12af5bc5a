package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollLifecycleTest {
    private static final String KEEPS_ALIVE = "trekkpaalegg-employers-";

    @Test
    void whenPollingRuns_thenItKeepsTheProcessAliveUntilItIsStopped() {
        PollLifecycle lifecycle =
                new PollLifecycle(new NoSchedule(), new EmployerRegistry(List::of), () -> {}, Duration.ofMinutes(1));
        assertThat(threadsKeepingAlive()).isZero();

        lifecycle.start();
        assertThat(threadsKeepingAlive()).isOne();

        lifecycle.stop();
        await().until(() -> threadsKeepingAlive() == 0);
    }

    @Test
    void whenTheEmployersCannotBeReadBecauseOfAnError_thenTheyAreReadAgain() {
        Queue<Error> errors = new ConcurrentLinkedQueue<>(
                List.of(new NoClassDefFoundError("simulated"), new StackOverflowError("simulated")));
        AtomicInteger answers = new AtomicInteger();
        EmployerRegistry registry = new EmployerRegistry(() -> {
            Error error = errors.poll();
            if (error != null) {
                throw error;
            }
            answers.incrementAndGet();
            return List.of();
        });
        PollLifecycle lifecycle = new PollLifecycle(new NoSchedule(), registry, () -> {}, Duration.ofMillis(10));

        lifecycle.start();

        await().until(() -> answers.get() >= 2);
        lifecycle.stop();
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
        PollLifecycle lifecycle =
                new PollLifecycle(broken, new EmployerRegistry(List::of), () -> {}, Duration.ofMillis(10));

        lifecycle.start();

        await().until(() -> changes.get() >= 3);
        lifecycle.stop();
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
