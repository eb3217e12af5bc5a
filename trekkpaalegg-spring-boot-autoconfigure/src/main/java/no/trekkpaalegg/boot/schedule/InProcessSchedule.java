package no.trekkpaalegg.boot.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedule of a host without a database. It has its own threads, and polls an employer on one thread at a time. The first
 * passes are spread over the interval.
 */
final class InProcessSchedule implements PollSchedule {
    private static final Logger log = LoggerFactory.getLogger(InProcessSchedule.class);
    private static final Duration AFTER_AN_ERROR = Duration.ofMinutes(1);

    private final Feed feed;
    private final EmployerRegistry employers;
    private final Duration interval;
    private final Clock clock;
    private final int concurrency;
    private final Map<String, Future<?>> waiting = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> woken = new HashSet<>();
    private ScheduledThreadPoolExecutor executor;
    private boolean stopped;

    /**
     * @param interval the first passes are spread over it
     * @param concurrency how many employers are polled at the same time
     */
    InProcessSchedule(Feed feed, EmployerRegistry employers, Duration interval, int concurrency, Clock clock) {
        this.feed = feed;
        this.employers = employers;
        this.interval = interval;
        this.clock = clock;
        this.concurrency = concurrency;
        this.executor = newExecutor();
    }

    private ScheduledThreadPoolExecutor newExecutor() {
        ScheduledThreadPoolExecutor fresh =
                new ScheduledThreadPoolExecutor(concurrency, new ScheduleThreads("trekkpaalegg-"));
        fresh.setRemoveOnCancelPolicy(true);
        fresh.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return fresh;
    }

    @Override
    public synchronized void start() {
        if (stopped) {
            feed.start();
            executor = newExecutor();
            waiting.clear();
            stopped = false;
        }
        employersChanged();
    }

    @Override
    public synchronized void employersChanged() {
        waiting.entrySet()
                .removeIf(entry -> !employers.isConfigured(entry.getKey())
                        && entry.getValue().cancel(false));
        Collection<Employer> added = employers.all().stream()
                .filter(employer -> !waiting.containsKey(employer.orgNumber()))
                .filter(employer -> !running.contains(employer.orgNumber()))
                .toList();
        int position = 0;
        for (Employer employer : added) {
            schedule(employer.orgNumber(), interval.multipliedBy(position++).dividedBy(added.size()));
        }
    }

    @Override
    public synchronized void wake(String orgNumber) {
        if (running.contains(orgNumber)) {
            woken.add(orgNumber);
            return;
        }
        Future<?> planned = waiting.remove(orgNumber);
        if (planned != null) {
            planned.cancel(false);
        }
        schedule(orgNumber, Duration.ZERO);
    }

    @Override
    public void stop() throws InterruptedException {
        ScheduledThreadPoolExecutor last;
        synchronized (this) {
            stopped = true;
            last = executor;
        }
        feed.stop();
        last.shutdown();
        last.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // run() logs its exceptions.
    private synchronized void schedule(String orgNumber, Duration delay) {
        if (!stopped && employers.isConfigured(orgNumber)) {
            long millis = Math.max(0, delay.toMillis());
            waiting.put(orgNumber, executor.schedule(() -> run(orgNumber), millis, TimeUnit.MILLISECONDS));
        }
    }

    private void run(String orgNumber) {
        if (!begin(orgNumber)) {
            return;
        }
        Instant next = clock.instant().plus(AFTER_AN_ERROR);
        try {
            next = employers.find(orgNumber).map(feed::runDue).orElse(next);
        } catch (Error e) {
            log.error(
                    "Polling employer {} ended with {}: {}. It is tried again in {} s.",
                    orgNumber,
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    AFTER_AN_ERROR.toSeconds());
            throw e;
        } finally {
            end(orgNumber, next);
        }
    }

    /** Whether the employer is still to be polled now. It can have been woken or removed when the time had just come. */
    private synchronized boolean begin(String orgNumber) {
        return waiting.remove(orgNumber) != null && running.add(orgNumber);
    }

    private synchronized void end(String orgNumber, Instant next) {
        running.remove(orgNumber);
        schedule(orgNumber, woken.remove(orgNumber) ? Duration.ZERO : Duration.between(clock.instant(), next));
    }
}
