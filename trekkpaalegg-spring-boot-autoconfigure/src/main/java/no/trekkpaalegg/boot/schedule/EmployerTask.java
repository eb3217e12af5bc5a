package no.trekkpaalegg.boot.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.model.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task that polls an employer. Its instances are named by organisation number and have no data. The feed decides when a
 * finished task is due again.
 */
final class EmployerTask {
    private static final Logger log = LoggerFactory.getLogger(EmployerTask.class);
    private static final String NAME = "poll";
    private static final Duration AFTER_AN_ERROR = Duration.ofMinutes(1);

    private final Feed feed;
    private final EmployerRegistry employers;
    private final Clock clock;
    private final Task<Void> task;

    EmployerTask(Feed feed, EmployerRegistry employers, Clock clock) {
        this.feed = feed;
        this.employers = employers;
        this.clock = clock;
        this.task = Tasks.custom(NAME, Void.class)
                .onFailure(this::failed)
                .onDeadExecution(this::takeOver)
                .execute((instance, context) -> lookAfter(instance.getId()));
    }

    Task<Void> task() {
        return task;
    }

    TaskInstance<Void> instance(String orgNumber) {
        return task.instance(orgNumber);
    }

    private CompletionHandler<Void> lookAfter(String orgNumber) {
        // Another node can have seen earlier that the employer was added, or not yet have seen that it was removed.
        return employers
                .findNow(orgNumber)
                .map(found -> again(feed.runDue(found)))
                .orElseGet(() -> employers.answered() ? end(orgNumber) : again(later()));
    }

    private CompletionHandler<Void> again(Instant next) {
        return (complete, operations) -> operations.reschedule(complete, next);
    }

    private static CompletionHandler<Void> end(String orgNumber) {
        log.info("Employer {} is no longer configured and no longer polled", orgNumber);
        return new CompletionHandler.OnCompleteRemove<>();
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        Throwable cause = complete.getCause().orElse(null);
        log.error(
                "Polling employer {} ended with {}. It is tried again in {} s.",
                complete.getExecution().getId(),
                cause == null ? "unknown" : cause.getClass().getName() + ": " + Redaction.redact(cause.getMessage()),
                AFTER_AN_ERROR.toSeconds());
        operations.reschedule(complete, later());
    }

    private void takeOver(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        log.warn(
                "Node {} sent no heartbeat while it polled employer {}. Another node takes over.",
                complete.getExecution().pickedBy,
                complete.getExecution().getId());
        operations.reschedule(complete, clock.instant());
    }

    private Instant later() {
        return clock.instant().plus(AFTER_AN_ERROR);
    }
}
