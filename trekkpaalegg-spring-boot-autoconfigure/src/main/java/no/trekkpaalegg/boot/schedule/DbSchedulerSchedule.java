package no.trekkpaalegg.boot.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.observation.Runbook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedule of a host with a database, shared by all nodes of the host. It has one persistent task per employer in its own
 * table, and a private db-scheduler runs the tasks.
 *
 * <ol>
 *   <li>A node takes a due task with a conditional update, so that one node at a time polls the employer.
 *   <li>While it polls, it writes a heartbeat at every interval. After four intervals without a heartbeat it counts as dead, and
 *       another node takes over, at most six intervals after the last heartbeat.
 *   <li>When it is done, the feed decides when the employer is due again, and any node can take the task.
 * </ol>
 *
 * <p>The start does not need the database. The schedule waits for it in the background.
 */
final class DbSchedulerSchedule implements PollSchedule {
    private static final Logger log = LoggerFactory.getLogger(DbSchedulerSchedule.class);

    private static final Duration RETRY_OPEN = Duration.ofSeconds(5);
    private static final Duration RETRY_WAKE = Duration.ofSeconds(1);

    /** The feed plans no failing employer further ahead. */
    private static final Duration LONGEST_BACKOFF = Duration.ofHours(6);

    private final Feed feed;
    private final EmployerRegistry employers;
    private final PatientDataSource dataSource;
    private final String tableName;
    private final ScheduleOptions options;
    private final Clock clock;
    private final EmployerTask task;

    /** Employers to wake as soon as possible. Several calls for one employer count as one. */
    private final Set<String> toWake = ConcurrentHashMap.newKeySet();

    private volatile ScheduledExecutorService background = newBackground();
    private volatile @Nullable Opened opened;
    private volatile boolean stopped;

    /** The parts that need an answer of the database. */
    private record Opened(Scheduler scheduler, EmployerTasks tasks, ClockCheck clocks, ThreadPoolExecutor workers) {}

    /**
     * @param dataSource has the table
     * @param tableName name of the table; it can include a schema
     */
    public DbSchedulerSchedule(
            Feed feed,
            EmployerRegistry employers,
            DataSource dataSource,
            String tableName,
            ScheduleOptions options,
            Clock clock) {
        this.feed = feed;
        this.employers = employers;
        this.dataSource = new PatientDataSource(dataSource);
        this.tableName = tableName;
        this.options = options;
        this.clock = clock;
        this.task = new EmployerTask(feed, employers, clock);
    }

    private static ScheduledExecutorService newBackground() {
        return new ScheduledThreadPoolExecutor(
                1, new ScheduleThreads("trekkpaalegg-schedule-"), new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void start() {
        if (stopped) {
            feed.start();
            dataSource.start();
            opened = null;
            toWake.clear();
            background = newBackground();
            stopped = false;
        }
        inBackground(() -> untilDone(this::open), Duration.ZERO);
    }

    @Override
    public void employersChanged() {
        Opened current = opened;
        if (current != null) {
            current.clocks().run();
            current.tasks().update();
        }
    }

    @Override
    public void wake(String orgNumber) {
        wakeAfter(orgNumber, Duration.ZERO);
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        feed.stop();
        dataSource.stop();
        background.shutdownNow();
        background.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        Opened last = opened;
        if (last != null) {
            // Heartbeats go on meanwhile. How long it may take is for the host to say.
            last.workers().shutdown();
            last.workers().getQueue().clear();
            last.workers().awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            last.scheduler().stop();
        }
    }

    private void open() throws SQLException {
        ThreadPoolExecutor workers = newWorkers();
        Scheduler scheduler = new PrivateScheduler(dataSource, tableName, options, clock).of(task, workers);
        EmployerTasks tasks = new EmployerTasks(scheduler, task, employers, options.interval(), clock);
        ClockCheck clocks = new ClockCheck(
                dataSource,
                TaskDatabase.of(dataSource),
                tableName,
                options.interval().compareTo(LONGEST_BACKOFF) < 0 ? LONGEST_BACKOFF : options.interval(),
                options.heartbeatInterval().multipliedBy(PrivateScheduler.MISSED_HEARTBEATS),
                clock);
        clocks.run();
        tasks.update();
        if (!stopped) {
            opened = new Opened(scheduler, tasks, clocks, workers);
            scheduler.start();
            inBackground(() -> untilDone(this::retryFailed), Duration.ZERO);
        }
    }

    /** Once they are shut down, what the scheduler still hands them is dropped: it is not picked yet. */
    private ThreadPoolExecutor newWorkers() {
        return new ThreadPoolExecutor(
                options.concurrency(),
                options.concurrency(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new ScheduleThreads("trekkpaalegg-"),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private void retryFailed() {
        for (Employer employer : employers.all()) {
            if (!stopped && retryIfFailed(employer.orgNumber())) {
                tryToWake(employer.orgNumber());
            }
        }
    }

    private boolean retryIfFailed(String orgNumber) {
        try {
            return feed.retryIfFailed(orgNumber);
        } catch (EmployerBusyException e) {
            log.debug("Employer {} could not be woken and is polled when it is due: {}", orgNumber, e.toString());
            return false;
        }
    }

    private void wakeAfter(String orgNumber, Duration delay) {
        if (toWake.add(orgNumber)) {
            inBackground(() -> tryToWake(orgNumber), delay);
        }
    }

    /** The employer is removed before it is woken, because a call in the meantime can be about something that this attempt does not see. */
    private void tryToWake(String orgNumber) {
        toWake.remove(orgNumber);
        Opened current = opened;
        if (current == null || !current.tasks().bringForward(orgNumber)) {
            wakeAfter(orgNumber, RETRY_WAKE);
        }
    }

    private void untilDone(Step step) {
        try {
            step.run();
        } catch (RuntimeException | SQLException e) {
            if (!stopped) {
                log.warn(
                        "The polling schedule waits for the database: {}: {}. Check that the database can be reached and has the"
                                + " table {}. The next attempt is in {} s. See {}",
                        e.getClass().getName(),
                        Redaction.redact(e.getMessage()),
                        tableName,
                        RETRY_OPEN.toSeconds(),
                        Runbook.STORE_FAILED);
                inBackground(() -> untilDone(step), RETRY_OPEN);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Each task that runs here handles its own failures.
    private void inBackground(Runnable work, Duration delay) {
        background.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Step {
        void run() throws SQLException;
    }
}
