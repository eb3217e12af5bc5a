package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.Objects;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * One row of the inbox. It is immutable: each change of state makes a new entry, which the store writes if the row is still as it
 * was.
 *
 * @param key identity of the version
 * @param sekvensnummer position in the feed; 0 if it could not be read
 * @param state state of the entry
 * @param json the element as received, with personal data; {@code null} after it was removed, and where a query leaves it out
 * @param receivedAt when it was first stored
 * @param recovered whether polling missed it and reconciliation found it
 * @param attempts how many deliveries have failed, 0 or more
 * @param nextAttemptAt when the next delivery is due, or {@code null} if it is due now or never
 * @param cause why it failed, was rejected or discarded, without personal data, or {@code null}
 * @param settledAt when it was delivered, superseded or discarded, or {@code null}
 */
public record InboxEntry(
        InboxKey key,
        long sekvensnummer,
        InboxState state,
        @Nullable String json,
        Instant receivedAt,
        boolean recovered,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String cause,
        @Nullable Instant settledAt) {

    public InboxEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(receivedAt, "receivedAt");
        cause = Redaction.redact(cause);
    }

    /** A version that waits for its first delivery. */
    public static InboxEntry pending(InboxKey key, long sekvensnummer, String json, Instant now) {
        return new InboxEntry(key, sekvensnummer, InboxState.PENDING, json, now, false, 0, null, null, null);
    }

    /** An element that cannot be delivered. */
    public static InboxEntry rejected(InboxKey key, long sekvensnummer, String json, Instant now, String cause) {
        return new InboxEntry(key, sekvensnummer, InboxState.REJECTED, json, now, false, 0, null, cause, null);
    }

    /** A copy, marked as missed by polling and found by reconciliation. */
    public InboxEntry asRecovered() {
        return new InboxEntry(
                key, sekvensnummer, state, json, receivedAt, true, attempts, nextAttemptAt, cause, settledAt);
    }

    /** The entry after its delivery. The element is removed unless it is kept for a time. */
    public InboxEntry delivered(Instant now, boolean keepJson) {
        return settled(InboxState.DELIVERED, now, keepJson ? json : null, null);
    }

    /** The entry after a newer version was delivered. */
    public InboxEntry superseded(Instant now) {
        return settled(InboxState.SUPERSEDED, now, null, "a newer version of the order has been delivered");
    }

    /** The entry after an operator gave it up. */
    public InboxEntry discarded(Instant now, String reason) {
        return settled(InboxState.DISCARDED, now, null, reason);
    }

    /** The entry after a failed delivery that is tried again. */
    public InboxEntry failed(Instant nextAttemptAt, String cause) {
        return new InboxEntry(
                key,
                sekvensnummer,
                InboxState.FAILED,
                json,
                receivedAt,
                recovered,
                attempts + 1,
                nextAttemptAt,
                cause,
                null);
    }

    /** The entry after its delivery was postponed without an attempt. */
    public InboxEntry postponed(Instant until, String reason) {
        return new InboxEntry(
                key, sekvensnummer, InboxState.FAILED, json, receivedAt, recovered, attempts, until, reason, null);
    }

    /** The entry after the last attempt failed. */
    public InboxEntry parked(String cause) {
        return new InboxEntry(
                key, sekvensnummer, InboxState.PARKED, json, receivedAt, recovered, attempts + 1, null, cause, null);
    }

    /** The entry after the library could not understand it at delivery. */
    public InboxEntry rejectedAtDelivery(String cause) {
        return new InboxEntry(
                key, sekvensnummer, InboxState.REJECTED, json, receivedAt, recovered, attempts, null, cause, null);
    }

    /** The entry due now, with all attempts again. */
    public InboxEntry retried() {
        return new InboxEntry(key, sekvensnummer, InboxState.PENDING, json, receivedAt, recovered, 0, null, null, null);
    }

    private InboxEntry settled(
            InboxState settledState, Instant now, @Nullable String keptJson, @Nullable String settledCause) {
        return new InboxEntry(
                key, sekvensnummer, settledState, keptJson, receivedAt, recovered, attempts, null, settledCause, now);
    }

    /** Names the version and its state, without the element. */
    @Override
    public String toString() {
        return "InboxEntry[" + key + ", sekvensnummer=" + sekvensnummer + ", state=" + state + ", attempts=" + attempts
                + "]";
    }
}
