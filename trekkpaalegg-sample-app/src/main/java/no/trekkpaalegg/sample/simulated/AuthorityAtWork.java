package no.trekkpaalegg.sample.simulated;

import static no.trekkpaalegg.test.OrderPeriod.amount;
import static no.trekkpaalegg.test.OrderPeriod.percent;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Issues, changes and ends orders in the simulator, every two seconds. */
final class AuthorityAtWork {
    private static final int SECONDS_BETWEEN = 2;
    private static final int ACTIVE_ORDERS = 2;
    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final TrekkpaaleggSimulator simulator;
    private final Deque<String> active = new ArrayDeque<>();
    private final ScheduledExecutorService executor;
    private int step;

    AuthorityAtWork(TrekkpaaleggSimulator simulator) {
        this.simulator = simulator;
        CustomizableThreadFactory threads = new CustomizableThreadFactory("authority-");
        threads.setDaemon(true);
        this.executor = Executors.newSingleThreadScheduledExecutor(threads);
    }

    @SuppressWarnings(
            "FutureReturnValueIgnored") // The simulator fails only after it is closed, and then this task ends too.
    void start() {
        work();
        executor.scheduleWithFixedDelay(this::work, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    void stop() {
        executor.shutdownNow();
    }

    private void work() {
        switch (step++ % 3) {
            case 0 -> issue();
            case 1 -> change();
            default -> end();
        }
    }

    private void issue() {
        LocalDate tomorrow = LocalDate.now(NORWAY).plusDays(1);
        active.addLast(simulator
                .issue(simulator.ownOrganisation(), order -> order.withPeriods(percent(tomorrow, "17.0")))
                .trekkid());
    }

    private void change() {
        LocalDate tomorrow = LocalDate.now(NORWAY).plusDays(1);
        simulator.change(active.getLast(), order -> order.withPeriods(amount(tomorrow, "4400")));
    }

    private void end() {
        if (active.size() >= ACTIVE_ORDERS) {
            simulator.end(active.removeFirst());
        }
    }
}
