package no.trekkpaalegg.boot.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import no.trekkpaalegg.model.Employer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of the employers in the table that all nodes share. Several nodes can change it at the same time. A node ends the tasks
 * of employers that it has seen removed. It leaves other unknown tasks alone, because another node can already know their
 * employers. The node that runs such a task when it is due finds out.
 */
final class EmployerTasks {
    private static final Logger log = LoggerFactory.getLogger(EmployerTasks.class);

    private final SchedulerClient client;
    private final EmployerTask task;
    private final EmployerRegistry employers;
    private final Duration interval;
    private final Clock clock;
    private Set<String> known = Set.of();

    EmployerTasks(
            SchedulerClient client, EmployerTask task, EmployerRegistry employers, Duration interval, Clock clock) {
        this.client = client;
        this.task = task;
        this.employers = employers;
        this.interval = interval;
        this.clock = clock;
    }

    /** Brings the table up to date with the registry. First passes of new employers are spread over the interval. */
    synchronized void update() {
        Set<String> current = employers.all().stream().map(Employer::orgNumber).collect(Collectors.toSet());
        known.stream().filter(orgNumber -> !current.contains(orgNumber)).forEach(this::end);
        known = current;
        Set<String> scheduled = scheduled();
        List<String> added = employers.all().stream()
                .map(Employer::orgNumber)
                .filter(orgNumber -> !scheduled.contains(orgNumber))
                .toList();
        Instant now = clock.instant();
        for (int i = 0; i < added.size(); i++) {
            Instant first = now.plus(interval.multipliedBy(i).dividedBy(added.size()));
            client.scheduleIfNotExists(task.instance(added.get(i)), first);
        }
    }

    /**
     * Makes the task of an employer due now.
     *
     * @return whether it is done; if not, the task is running, another thread or node changes it, or the database is away
     */
    boolean bringForward(String orgNumber) {
        if (!employers.isConfigured(orgNumber)) {
            return true;
        }
        TaskInstance<Void> instance = task.instance(orgNumber);
        try {
            return client.scheduleIfNotExists(instance, clock.instant())
                    || client.reschedule(instance, clock.instant());
        } catch (RuntimeException e) {
            log.debug("The task of employer {} could not be made due: {}", orgNumber, e.toString());
            return false;
        }
    }

    private void end(String orgNumber) {
        try {
            client.cancel(task.instance(orgNumber));
            log.info("Employer {} is no longer configured and no longer polled", orgNumber);
        } catch (TaskInstanceException e) {
            // Another node was first, or the task is running. A running task ends itself when it is due the next time.
            log.debug("The task of employer {} is left alone: {}", orgNumber, e.toString());
        }
    }

    private Set<String> scheduled() {
        Set<String> orgNumbers = new HashSet<>();
        client.fetchScheduledExecutionsForTask(
                task.task().getName(),
                Void.class,
                ScheduledExecutionsFilter.all(),
                execution -> orgNumbers.add(execution.getTaskInstance().getId()));
        return orgNumbers;
    }
}
