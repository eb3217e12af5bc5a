package no.trekkpaalegg.boot.actuate;

import java.time.Instant;
import java.util.regex.Pattern;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * An order version that is rejected or waits for delivery. It has the key and the state, and no content of the order.
 *
 * @param trekkid identity of the order, with what looks like a person number masked; for an element without a readable one, a digest
 * @param trekkversjon version of the order; 0 if it could not be read
 * @param trekkstatus status as received; empty if it could not be read
 * @param sekvensnummer position in the feed; 0 if it could not be read
 * @param state its state
 * @param received when it was first stored
 * @param attempts how many deliveries have failed
 * @param nextAttempt when the next delivery is due, or {@code null} if it is due now or never
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
    /** The library's own key for an element without a readable identity. Redaction would mask it as an opaque text. */
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
