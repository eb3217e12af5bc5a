package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.Objects;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * One row of the inbox. Immutable: each step of its life makes a new one, which the store writes if the row is still as it was.
 *
 * @param key what makes the version the same one
 * @param sekvensnummer place in the feed; 0 if it could not be read
 * @param state where it stands
 * @param json the element as received; {@code null} once removed, and where a query leaves it out. Holds personal data
 * @param receivedAt when it was first stored
 * @param recovered whether reconciliation found it after the feed had missed it
 * @param attempts how often delivery has failed, 0 or more
 * @param nextAttemptAt when delivery is due again, or {@code null} if at once or not at all
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

    /** An element that cannot be delivered as it is. */
    public static InboxEntry rejected(InboxKey key, long sekvensnummer, String json, Instant now, String cause) {
        return new InboxEntry(key, sekvensnummer, InboxState.REJECTED, json, now, false, 0, null, cause, null);
    }

    /** The same, marked as found by reconciliation after the feed had missed it. */
    public InboxEntry asRecovered() {
        return new InboxEntry(
                key, sekvensnummer, state, json, receivedAt, true, attempts, nextAttemptAt, cause, settledAt);
    }

    /** Delivered; the element is removed unless it is to be kept for a time. */
    public InboxEntry delivered(Instant now, boolean keepJson) {
        return settled(InboxState.DELIVERED, now, keepJson ? json : null, null);
    }

    /** A newer version got there first. */
    public InboxEntry superseded(Instant now) {
        return settled(InboxState.SUPERSEDED, now, null, "a newer version of the order has been delivered");
    }

    /** An operator decided against delivery. */
    public InboxEntry discarded(Instant now, String reason) {
        return settled(InboxState.DISCARDED, now, null, reason);
    }

    /** A delivery failed and is to be tried again. */
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

    /** Put off without an attempt having been made. */
    public InboxEntry postponed(Instant until, String reason) {
        return new InboxEntry(
                key, sekvensnummer, InboxState.FAILED, json, receivedAt, recovered, attempts, until, reason, null);
    }

    /** The last attempt failed. */
    public InboxEntry parked(String cause) {
        return new InboxEntry(
                key, sekvensnummer, InboxState.PARKED, json, receivedAt, recovered, attempts + 1, null, cause, null);
    }

    /** Found impossible to understand when it was to be delivered. */
    public InboxEntry rejectedAtDelivery(String cause) {
        return new InboxEntry(
                key, sekvensnummer, InboxState.REJECTED, json, receivedAt, recovered, attempts, null, cause, null);
    }

    /** Due at once, with all attempts ahead of it. */
    public InboxEntry retried() {
        return new InboxEntry(key, sekvensnummer, InboxState.PENDING, json, receivedAt, recovered, 0, null, null, null);
    }

    private InboxEntry settled(
            InboxState settledState, Instant now, @Nullable String keptJson, @Nullable String settledCause) {
        return new InboxEntry(
                key, sekvensnummer, settledState, keptJson, receivedAt, recovered, attempts, null, settledCause, now);
    }

    /** Names the version and its state; leaves the element out. */
    @Override
    public String toString() {
        return "InboxEntry[" + key + ", sekvensnummer=" + sekvensnummer + ", state=" + state + ", attempts=" + attempts
                + "]";
    }
}
