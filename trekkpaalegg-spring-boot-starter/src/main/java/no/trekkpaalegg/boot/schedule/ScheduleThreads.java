package no.trekkpaalegg.boot.schedule;

import no.trekkpaalegg.model.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The library's own threads: they do not keep the host alive, and what ends one of them is logged without personal data. */
final class ScheduleThreads extends CustomizableThreadFactory {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ScheduleThreads.class);

    ScheduleThreads(String prefix) {
        super(prefix);
        setDaemon(true);
    }

    @Override
    public Thread createThread(Runnable work) {
        Thread thread = super.createThread(work);
        thread.setUncaughtExceptionHandler((any, e) -> log.warn(
                "Work on the schedule was cut short: {}: {}. It is done again later.",
                e.getClass().getName(),
                Redaction.redact(e.getMessage())));
        return thread;
    }
}
