package no.trekkpaalegg.feed;

import java.util.Arrays;
import java.util.stream.Collectors;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a delivery that failed in the host. The message of the exception is redacted, because listeners put person numbers into
 * their messages. For the same reason the exception itself is not passed to the logger.
 */
final class ListenerFailure {
    private static final Logger log = LoggerFactory.getLogger(ListenerFailure.class);
    private static final int FRAMES = 30;
    private static final int CAUSES = 50;

    private ListenerFailure() {}

    /** The root cause in one line: its class, its redacted message and its place. */
    static String describe(Throwable failure) {
        Throwable root = rootCause(failure);
        StackTraceElement[] trace = root.getStackTrace();
        String message = root.getMessage() == null ? "" : ": " + Redaction.redact(root.getMessage());
        return root.getClass().getName() + message + (trace.length == 0 ? "" : " (at " + trace[0] + ")");
    }

    static void report(InboxEntry next, Throwable failure, int maxAttempts) {
        InboxKey key = next.key();
        String order = "trekkid " + Redaction.identifier(key.trekkid()) + ", trekkversjon " + key.trekkversjon()
                + ", sekvensnummer " + next.sekvensnummer();
        if (next.state() == InboxState.PARKED) {
            log.error(
                    "Parked an order version of employer {} ({}) after {} failed attempts. It waits for an operator, or for a"
                            + " newer version. Cause: {}. See {}",
                    key.employer(),
                    order,
                    next.attempts(),
                    next.cause(),
                    Runbook.PARKED_ORDER);
        } else {
            log.warn(
                    "Delivery of an order version of employer {} failed ({}), attempt {} of {}; next attempt at {}. Cause: {}. See"
                            + " {}",
                    key.employer(),
                    order,
                    next.attempts(),
                    maxAttempts,
                    next.nextAttemptAt(),
                    next.cause(),
                    Runbook.FAILED_DELIVERY);
        }
        if (log.isDebugEnabled()) {
            log.debug("The listener failed at:\n{}", stackTrace(rootCause(failure)));
        }
    }

    /** The number of causes is limited, because causes can form a circle. */
    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        for (int causes = 0; causes < CAUSES && root.getCause() != null; causes++) {
            root = root.getCause();
        }
        return root;
    }

    private static String stackTrace(Throwable root) {
        return Arrays.stream(root.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\tat " + frame)
                .collect(Collectors.joining("\n", root.getClass().getName() + "\n", ""));
    }
}
