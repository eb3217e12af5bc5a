package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
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

    private static long threadsKeepingAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(KEEPS_ALIVE) && !thread.isDaemon())
                .count();
    }

    private static final class NoSchedule implements PollSchedule {
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
