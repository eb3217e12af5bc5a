package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed of one employer has been read, and when the next pass is due. All nodes share it.
 *
 * @param employer organisation number of the employer
 * @param position how far the feed has been read
 * @param paused whether an operator has stopped polling and delivery for this employer
 * @param failures how many passes in a row have failed in the same way
 * @param nextPollAt when the next pass is due, or {@code null} if it is due now
 * @param lastPassAt when the last pass ended, or {@code null} if there was none
 * @param lastSuccessAt when the last successful pass ended, or {@code null} if there was none
 * @param lastOutcome name of the outcome of the last pass, or {@code null} if there was none
 * @param lastProblem why the last pass failed, or what is unusual about the orders it read, without personal data; {@code null}
 *     without a problem
 * @param lastKorrelasjonsid correlation id of the failed call, or {@code null}
 * @param reconciliation the last and the next comparison of all current orders with the inbox
 * @param hold whether delivery waits because every delivery failed
 * @param deliveredUnder organisation numbers of the employers under which orders that name this organisation were received while it was
 *     not an employer itself
 */
public record FeedState(
        String employer,
        FeedPosition position,
        boolean paused,
        int failures,
        @Nullable Instant nextPollAt,
        @Nullable Instant lastPassAt,
        @Nullable Instant lastSuccessAt,
        @Nullable String lastOutcome,
        @Nullable String lastProblem,
        @Nullable String lastKorrelasjonsid,
        Reconciliation reconciliation,
        DeliveryHold hold,
        List<String> deliveredUnder) {

    /**
     * The reconciliations of an employer.
     *
     * @param nextAt when the next one is due, or {@code null} if it is not planned
     * @param lastSuccessAt when the last successful one ended, or {@code null} if there was none
     * @param lastFailureAt when the last failed one ended, or {@code null} if there was none
     * @param problem why the last one failed, without personal data, or {@code null} if it succeeded or there was none
     */
    public record Reconciliation(
            @Nullable Instant nextAt,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String problem) {
        /** No reconciliation yet. */
        public static final Reconciliation NONE = new Reconciliation(null, null, null, null);

        /** A copy with another time for the next one. */
        public Reconciliation withNextAt(@Nullable Instant newNextAt) {
            return new Reconciliation(newNextAt, lastSuccessAt, lastFailureAt, problem);
        }

        /** A copy after a successful one. */
        public Reconciliation succeeded(Instant now, Instant next) {
            return new Reconciliation(next, now, lastFailureAt, null);
        }

        /** A copy after a failed one. */
        public Reconciliation failed(Instant now, String newProblem, Instant next) {
            return new Reconciliation(next, lastSuccessAt, now, newProblem);
        }

        /** Whether the last one failed. */
        public boolean isFailing() {
            return problem != null;
        }
    }

    /**
     * Delivery of an employer's orders waits while every delivery fails.
     *
     * @param runs how many runs of deliveries in a row stopped because every delivery failed, 0 if the last one did not
     * @param until when delivery is tried again, or {@code null} if now
     */
    public record DeliveryHold(int runs, @Nullable Instant until) {
        /** Delivery does not wait. */
        public static final DeliveryHold NONE = new DeliveryHold(0, null);
    }

    public FeedState {
        Objects.requireNonNull(employer, "employer");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(reconciliation, "reconciliation");
        Objects.requireNonNull(hold, "hold");
        deliveredUnder = List.copyOf(deliveredUnder);
    }

    /** The state of an employer that was never polled. */
    public static FeedState initial(String employer) {
        return new FeedState(
                employer,
                FeedPosition.START,
                false,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                Reconciliation.NONE,
                DeliveryHold.NONE,
                List.of());
    }

    /** Largest sequence number stored, 0 at the start. */
    public long cursor() {
        return position.cursor();
    }

    /** A copy with another position. */
    public FeedState withPosition(FeedPosition newPosition) {
        return copy(newPosition, paused, nextPollAt, reconciliation, hold, deliveredUnder);
    }

    /** A copy with another cursor. If it is lower, the marks are limited to it. */
    public FeedState withCursor(long newCursor) {
        return withPosition(newCursor < cursor() ? position.backTo(newCursor) : position.readUpTo(newCursor));
    }

    /** A copy, paused or not. */
    public FeedState withPaused(boolean newPaused) {
        return copy(position, newPaused, nextPollAt, reconciliation, hold, deliveredUnder);
    }

    /** A copy with another time for the next pass. */
    public FeedState withNextPollAt(@Nullable Instant newNextPollAt) {
        return copy(position, paused, newNextPollAt, reconciliation, hold, deliveredUnder);
    }

    /** A copy with another state of the reconciliations. */
    public FeedState withReconciliation(Reconciliation newReconciliation) {
        return copy(position, paused, nextPollAt, newReconciliation, hold, deliveredUnder);
    }

    /** A copy in which delivery waits or not. */
    public FeedState withHold(DeliveryHold newHold) {
        return copy(position, paused, nextPollAt, reconciliation, newHold, deliveredUnder);
    }

    /** A copy with other employers under which orders that name this organisation were received. */
    public FeedState withDeliveredUnder(List<String> newDeliveredUnder) {
        return copy(position, paused, nextPollAt, reconciliation, hold, newDeliveredUnder);
    }

    /** A copy after a successful pass, with what is unusual about the orders it read, if anything. */
    public FeedState succeeded(Instant now, String outcome, @Nullable String oddity, Instant next) {
        return ended(0, next, now, now, outcome, oddity, null);
    }

    /** How many passes in a row have ended with this outcome, including the next one. */
    public int failuresIncluding(String outcome) {
        return outcome.equals(lastOutcome) ? failures + 1 : 1;
    }

    /** A copy after a failed pass. A failure of another kind than before starts the count again. */
    public FeedState failed(
            Instant now, String outcome, String problem, @Nullable String korrelasjonsid, Instant next) {
        return ended(failuresIncluding(outcome), next, now, lastSuccessAt, outcome, problem, korrelasjonsid);
    }

    private FeedState ended(
            int newFailures,
            Instant next,
            Instant now,
            @Nullable Instant success,
            String outcome,
            @Nullable String problem,
            @Nullable String korrelasjonsid) {
        return new FeedState(
                employer,
                position,
                paused,
                newFailures,
                next,
                now,
                success,
                outcome,
                problem,
                korrelasjonsid,
                reconciliation,
                hold,
                deliveredUnder);
    }

    private FeedState copy(
            FeedPosition newPosition,
            boolean newPaused,
            @Nullable Instant newNextPollAt,
            Reconciliation newReconciliation,
            DeliveryHold newHold,
            List<String> newDeliveredUnder) {
        return new FeedState(
                employer,
                newPosition,
                newPaused,
                failures,
                newNextPollAt,
                lastPassAt,
                lastSuccessAt,
                lastOutcome,
                lastProblem,
                lastKorrelasjonsid,
                newReconciliation,
                newHold,
                newDeliveredUnder);
    }
}
