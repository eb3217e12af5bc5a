package no.trekkpaalegg.boot.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Creates a db-scheduler of our own that does not affect the host, also if the host has one. */
record PrivateScheduler(DataSource dataSource, String tableName, ScheduleOptions options, Clock clock) {
    /** The smallest value that db-scheduler accepts. */
    static final int MISSED_HEARTBEATS = 4;

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    /** The workers have ended when the scheduler is stopped. */
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(1);

    /**
     * A scheduler for a task, not yet started.
     *
     * @param workers run the task; the caller ends them before it stops the scheduler
     * @throws SQLException if the database does not answer
     */
    Scheduler of(EmployerTask task, ExecutorService workers) throws SQLException {
        return Scheduler.create(dataSource, task.task())
                .jdbcCustomization(TaskDatabase.of(dataSource))
                .tableName(tableName)
                .serializer(new NoTaskData())
                .schedulerName(new SchedulerName.Fixed(nodeName()))
                .clock(clock::instant)
                // Lock and fetch would need SKIP LOCKED, which not every database has. A conditional update of a
                // version
                // column keeps two nodes apart on all of them.
                .pollUsingFetch(0.5, 3)
                .pollingInterval(options.interval().compareTo(LONGEST_LOOK) < 0 ? options.interval() : LONGEST_LOOK)
                .enableImmediateExecution()
                .heartbeatInterval(options.heartbeatInterval())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .commitWhenAutocommitDisabled(true)
                // The task logs its failures, without personal data.
                .failureLogging(LogLevel.OFF, false)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .threads(options.concurrency())
                .executorService(workers)
                .dueExecutor(Executors.newSingleThreadExecutor(new ScheduleThreads("trekkpaalegg-due-")))
                .housekeeperExecutor(
                        Executors.newScheduledThreadPool(2, new ScheduleThreads("trekkpaalegg-heartbeat-")))
                .build();
    }

    /** The random part comes first, because the column can cut off the end. */
    private static String nodeName() {
        return UUID.randomUUID().toString().substring(0, 8) + "@" + new SchedulerName.Hostname().getName();
    }
}
