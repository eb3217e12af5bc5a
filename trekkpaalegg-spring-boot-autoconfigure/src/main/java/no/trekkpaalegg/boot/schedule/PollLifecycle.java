package no.trekkpaalegg.boot.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts polling after the host has started, and ends it before the host stops. At the stop no new pass starts, and the host waits
 * for the running order version within {@code spring.lifecycle.timeout-per-shutdown-phase}. Until then polling keeps the process
 * alive, as Spring's own schedules do. It also looks regularly for added and removed employers.
 */
final class PollLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PollLifecycle.class);

    private final PollSchedule schedule;
    private final EmployerRegistry employers;
    private final Runnable check;
    private final Duration employerRefresh;
    private volatile @Nullable ScheduledExecutorService refresher;
    private volatile boolean running;

    /**
     * @param check checks the listeners of the application before the first pass
     * @param employerRefresh how often to look for added and removed employers
     */
    PollLifecycle(PollSchedule schedule, EmployerRegistry employers, Runnable check, Duration employerRefresh) {
        this.schedule = schedule;
        this.employers = employers;
        this.check = check;
        this.employerRefresh = employerRefresh;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // refreshEmployers() logs its exceptions.
    public void start() {
        check.run();
        employers.refresh();
        log.info("Polling the orders of {} employer(s)", employers.all().size());
        schedule.start();
        long period = employerRefresh.toMillis();
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(
                ScheduleThreads.keepingTheHostAlive("trekkpaalegg-employers-"));
        fresh.scheduleWithFixedDelay(this::refreshEmployers, period, period, TimeUnit.MILLISECONDS);
        refresher = fresh;
        running = true;
    }

    private void refreshEmployers() {
        try {
            employers.refresh();
            schedule.employersChanged();
        } catch (Throwable e) {
            if (!running) {
                return;
            }
            // An error must not leave this method, because the executor would not run it again.
            log.error(
                    "Added and removed employers could not be scheduled: {}: {}. It is tried again in {} s.",
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    employerRefresh.toSeconds());
        }
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService last = refresher;
        if (last != null) {
            last.shutdownNow();
        }
        try {
            schedule.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop(Runnable callback) {
        Thread stopping = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                "trekkpaalegg-stop");
        stopping.setDaemon(true);
        stopping.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
