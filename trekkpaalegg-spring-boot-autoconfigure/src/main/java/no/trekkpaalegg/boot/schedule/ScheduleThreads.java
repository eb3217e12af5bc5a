package no.trekkpaalegg.boot.schedule;

import no.trekkpaalegg.model.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The library's own threads. If an exception ends one, it is logged without personal data. Only one kind of thread keeps the host
 * alive, so that a host without a web server continues to poll. A listener that never returns does not block shutdown.
 */
final class ScheduleThreads extends CustomizableThreadFactory {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ScheduleThreads.class);

    ScheduleThreads(String prefix) {
        this(prefix, false);
    }

    private ScheduleThreads(String prefix, boolean keepAlive) {
        super(prefix);
        setDaemon(!keepAlive);
    }

    /** Threads that keep the host alive until they end. */
    static ScheduleThreads keepingTheHostAlive(String prefix) {
        return new ScheduleThreads(prefix, true);
    }

    @Override
    public Thread createThread(Runnable work) {
        Thread thread = super.createThread(work);
        thread.setUncaughtExceptionHandler((any, e) -> log.warn(
                "A thread of the schedule ended with {}: {}. Its work is done again later.",
                e.getClass().getName(),
                Redaction.redact(e.getMessage())));
        return thread;
    }
}
