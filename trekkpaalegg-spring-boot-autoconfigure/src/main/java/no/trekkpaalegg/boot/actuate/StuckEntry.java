package no.trekkpaalegg.boot.actuate;

import java.time.Instant;
import java.util.regex.Pattern;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * An order version that is rejected or waits for delivery. Its key and state only: nothing of what it says.
 *
 * @param trekkid identity of the order, with what looks like a person number masked; for an element without a readable one, a digest
 * @param trekkversjon version of the order; 0 if it could not be read
 * @param trekkstatus status as received; empty if it could not be read
 * @param sekvensnummer place in the feed; 0 if it could not be read
 * @param state where it stands
 * @param received when it was first stored
 * @param attempts how often delivery has failed
 * @param nextAttempt when delivery is due again, or {@code null} if at once or not at all
 * @param cause why it failed or was rejected, without personal data, or {@code null}
 */
record StuckEntry(
        String trekkid,
        int trekkversjon,
        String trekkstatus,
        long sekvensnummer,
        InboxState state,
        Instant received,
        int attempts,
        @Nullable Instant nextAttempt,
        @Nullable String cause) {
    /** Our own key of an element without a readable identity; it would be masked as too opaque. */
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    static StuckEntry of(InboxEntry entry) {
        return new StuckEntry(
                shown(entry.key().trekkid()),
                entry.key().trekkversjon(),
                shown(entry.key().trekkstatus()),
                entry.sekvensnummer(),
                entry.state(),
                entry.receivedAt(),
                entry.attempts(),
                entry.nextAttemptAt(),
                entry.cause());
    }

    private static String shown(String received) {
        return DIGEST.matcher(received).matches() ? received : String.valueOf(Redaction.redact(received));
    }
}
