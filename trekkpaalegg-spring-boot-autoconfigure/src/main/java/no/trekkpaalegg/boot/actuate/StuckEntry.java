package no.trekkpaalegg.boot.actuate;

import java.time.Instant;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * An order version that is rejected or waits for delivery. It has the key and the state, and no content of the order.
 *
 * @param key short name for the actions, whatever the identity looks like
 * @param employer organisation number of the employer
 * @param trekkid identity of the order, with what looks like a person number masked; for an element without a readable one, a digest
 * @param trekkversjon version of the order; 0 if it could not be read
 * @param trekkstatus status as received, cleaned and cut; empty if it could not be read
 * @param sekvensnummer position in the feed; 0 if it could not be read
 * @param state its state
 * @param received when it was first stored
 * @param attempts how many deliveries have failed
 * @param nextAttempt when the next delivery is due, or {@code null} if it is due now or never
 * @param cause why it failed or was rejected, without personal data, or {@code null}
 */
record StuckEntry(
        String key,
        String employer,
        String trekkid,
        int trekkversjon,
        String trekkstatus,
        long sekvensnummer,
        InboxState state,
        Instant received,
        int attempts,
        @Nullable Instant nextAttempt,
        @Nullable String cause) {

    static StuckEntry of(InboxEntry entry) {
        return new StuckEntry(
                ShortKey.of(entry.key()),
                entry.key().employer(),
                Redaction.identifier(entry.key().trekkid()),
                entry.key().trekkversjon(),
                Redaction.identifier(entry.key().trekkstatus()),
                entry.sekvensnummer(),
                entry.state(),
                entry.receivedAt(),
                entry.attempts(),
                entry.nextAttemptAt(),
                entry.cause());
    }
}
