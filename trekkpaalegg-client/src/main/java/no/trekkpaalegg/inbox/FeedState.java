package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed of one employer has come, and when it goes on. All nodes share it.
 *
 * @param employer organisation number of the employer
 * @param cursor largest sequence number stored, 0 at the start
 * @param paused whether an operator has stopped polling and delivery for this employer
 * @param failures how many passes in a row have failed in the same way
 * @param nextPollAt when the next pass is due, or {@code null} if at once
 * @param nextReconcileAt when the next reconciliation is due, or {@code null} if not yet decided
 * @param lastPassAt when the last pass ended, or {@code null} if there was none
 * @param lastSuccessAt when the last successful pass ended, or {@code null} if there was none
 * @param lastOutcome name of the last pass's outcome, or {@code null} if there was none
 * @param lastProblem why the last pass failed, or what is odd about what it read, without personal data, or {@code null} if all is
 *     well
 * @param lastKorrelasjonsid correlation id of the failed call, or {@code null}
 */
public record FeedState(
        String employer,
        long cursor,
        boolean paused,
        int failures,
        @Nullable Instant nextPollAt,
        @Nullable Instant nextReconcileAt,
        @Nullable Instant lastPassAt,
        @Nullable Instant lastSuccessAt,
        @Nullable String lastOutcome,
        @Nullable String lastProblem,
        @Nullable String lastKorrelasjonsid) {

    public FeedState {
        Objects.requireNonNull(employer, "employer");
    }

    /** An employer never polled. */
    public static FeedState initial(String employer) {
        return new FeedState(employer, 0, false, 0, null, null, null, null, null, null, null);
    }

    /** The same with another cursor. */
    public FeedState withCursor(long newCursor) {
        return new FeedState(
                employer,
                newCursor,
                paused,
                failures,
                nextPollAt,
                nextReconcileAt,
                lastPassAt,
                lastSuccessAt,
                lastOutcome,
                lastProblem,
                lastKorrelasjonsid);
    }

    /** The same, paused or not. */
    public FeedState withPaused(boolean newPaused) {
        return new FeedState(
                employer,
                cursor,
                newPaused,
                failures,
                nextPollAt,
                nextReconcileAt,
                lastPassAt,
                lastSuccessAt,
                lastOutcome,
                lastProblem,
                lastKorrelasjonsid);
    }

    /** The same with another time for the next pass. */
    public FeedState withNextPollAt(@Nullable Instant newNextPollAt) {
        return new FeedState(
                employer,
                cursor,
                paused,
                failures,
                newNextPollAt,
                nextReconcileAt,
                lastPassAt,
                lastSuccessAt,
                lastOutcome,
                lastProblem,
                lastKorrelasjonsid);
    }

    /** The same with another time for the next reconciliation. */
    public FeedState withNextReconcileAt(@Nullable Instant newNextReconcileAt) {
        return new FeedState(
                employer,
                cursor,
                paused,
                failures,
                nextPollAt,
                newNextReconcileAt,
                lastPassAt,
                lastSuccessAt,
                lastOutcome,
                lastProblem,
                lastKorrelasjonsid);
    }

    /** The same after a pass that succeeded, with what is odd about what it read, if anything. */
    public FeedState succeeded(Instant now, String outcome, @Nullable String oddity, Instant next) {
        return new FeedState(employer, cursor, paused, 0, next, nextReconcileAt, now, now, outcome, oddity, null);
    }

    /** How many passes in a row have ended with this outcome, the next one included. */
    public int failuresIncluding(String outcome) {
        return outcome.equals(lastOutcome) ? failures + 1 : 1;
    }

    /** The same after a pass that failed; failures of another kind than before are counted from the start. */
    public FeedState failed(
            Instant now, String outcome, String problem, @Nullable String korrelasjonsid, Instant next) {
        return new FeedState(
                employer,
                cursor,
                paused,
                failuresIncluding(outcome),
                next,
                nextReconcileAt,
                now,
                lastSuccessAt,
                outcome,
                problem,
                korrelasjonsid);
    }
}
