package no.trekkpaalegg.boot.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.model.Employer;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The schedule of a host without a database: threads of its own, one employer never on two of them. The first passes are spread
 * over the interval.
 */
public final class InProcessSchedule implements PollSchedule {
    private static final Duration AFTER_AN_ERROR = Duration.ofMinutes(1);

    private final Feed feed;
    private final EmployerRegistry employers;
    private final Duration interval;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor executor;
    private final Map<String, Future<?>> scheduled = new HashMap<>();
    private boolean stopped;

    /**
     * @param interval over which first passes are spread
     * @param concurrency how many employers are looked after at the same time
     */
    public InProcessSchedule(Feed feed, EmployerRegistry employers, Duration interval, int concurrency, Clock clock) {
        this.feed = feed;
        this.employers = employers;
        this.interval = interval;
        this.clock = clock;
        CustomizableThreadFactory threads = new CustomizableThreadFactory("trekkpaalegg-");
        threads.setDaemon(true);
        this.executor = new ScheduledThreadPoolExecutor(concurrency, threads);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void start() {
        employersChanged();
    }

    @Override
    public synchronized void employersChanged() {
        if (stopped) {
            return;
        }
        scheduled
                .entrySet()
                .removeIf(entry -> !employers.isConfigured(entry.getKey())
                        && entry.getValue().cancel(false));
        Collection<Employer> added = employers.all().stream()
                .filter(employer -> !scheduled.containsKey(employer.orgNumber()))
                .toList();
        int position = 0;
        for (Employer employer : added) {
            schedule(employer.orgNumber(), interval.multipliedBy(position++).dividedBy(added.size()));
        }
    }

    @Override
    public void stop() throws InterruptedException {
        synchronized (this) {
            stopped = true;
        }
        feed.stop();
        executor.shutdown();
        executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    private synchronized void schedule(String orgNumber, Duration delay) {
        if (!stopped && employers.isConfigured(orgNumber)) {
            long millis = Math.max(0, delay.toMillis());
            scheduled.put(orgNumber, executor.schedule(() -> run(orgNumber), millis, TimeUnit.MILLISECONDS));
        } else {
            scheduled.remove(orgNumber);
        }
    }

    private void run(String orgNumber) {
        Instant next = clock.instant().plus(AFTER_AN_ERROR);
        try {
            next = employers.find(orgNumber).map(feed::runDue).orElse(next);
        } finally {
            schedule(orgNumber, Duration.between(clock.instant(), next));
        }
    }
}
