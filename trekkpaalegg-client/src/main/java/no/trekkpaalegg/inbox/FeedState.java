package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed of one employer has come, and when it goes on. All nodes share it.
 *
 * @param employer organisation number of the employer
 * @param position how far the feed has been read
 * @param paused whether an operator has stopped polling and delivery for this employer
 * @param failures how many passes in a row have failed in the same way
 * @param nextPollAt when the next pass is due, or {@code null} if at once
 * @param lastPassAt when the last pass ended, or {@code null} if there was none
 * @param lastSuccessAt when the last successful pass ended, or {@code null} if there was none
 * @param lastOutcome name of the last pass's outcome, or {@code null} if there was none
 * @param lastProblem why the last pass failed, or what is odd about what it read, without personal data, or {@code null} if all is
 *     well
 * @param lastKorrelasjonsid correlation id of the failed call, or {@code null}
 * @param reconciliation when all current orders were compared with the inbox, and when they are again
 * @param hold whether delivery waits because everything failed
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
     * @param nextAt when the next one is due, or {@code null} if not yet decided
     * @param lastSuccessAt when the last successful one ended, or {@code null} if there was none
     * @param lastFailureAt when the last failed one ended, or {@code null} if there was none
     * @param problem why the last one failed, without personal data, or {@code null} if it succeeded or there was none
     */
    public record Reconciliation(
            @Nullable Instant nextAt,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String problem) {
        /** None yet. */
        public static final Reconciliation NONE = new Reconciliation(null, null, null, null);

        /** The same with another time for the next one. */
        public Reconciliation withNextAt(@Nullable Instant newNextAt) {
            return new Reconciliation(newNextAt, lastSuccessAt, lastFailureAt, problem);
        }

        /** The same after one that succeeded. */
        public Reconciliation succeeded(Instant now, Instant next) {
            return new Reconciliation(next, now, lastFailureAt, null);
        }

        /** The same after one that failed. */
        public Reconciliation failed(Instant now, String newProblem, Instant next) {
            return new Reconciliation(next, lastSuccessAt, now, newProblem);
        }

        /** Whether the last one failed. */
        public boolean isFailing() {
            return problem != null;
        }
    }

    /**
     * Delivery to an employer's listeners waits while every delivery fails.
     *
     * @param runs how many runs of deliveries in a row ended because everything failed, 0 if the last one did not
     * @param until when delivery is tried again, or {@code null} if at once
     */
    public record DeliveryHold(int runs, @Nullable Instant until) {
        /** Delivery goes on. */
        public static final DeliveryHold NONE = new DeliveryHold(0, null);
    }

    public FeedState {
        Objects.requireNonNull(employer, "employer");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(reconciliation, "reconciliation");
        Objects.requireNonNull(hold, "hold");
        deliveredUnder = List.copyOf(deliveredUnder);
    }

    /** An employer never polled. */
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

    /** The same, read as far as given. */
    public FeedState withPosition(FeedPosition newPosition) {
        return copy(newPosition, paused, nextPollAt, reconciliation, hold, deliveredUnder);
    }

    /** The same with the cursor moved on, or moved back with all that follows from it. */
    public FeedState withCursor(long newCursor) {
        return withPosition(newCursor < cursor() ? position.backTo(newCursor) : position.readUpTo(newCursor));
    }

    /** The same, paused or not. */
    public FeedState withPaused(boolean newPaused) {
        return copy(position, newPaused, nextPollAt, reconciliation, hold, deliveredUnder);
    }

    /** The same with another time for the next pass. */
    public FeedState withNextPollAt(@Nullable Instant newNextPollAt) {
        return copy(position, paused, newNextPollAt, reconciliation, hold, deliveredUnder);
    }

    /** The same with another state of its reconciliations. */
    public FeedState withReconciliation(Reconciliation newReconciliation) {
        return copy(position, paused, nextPollAt, newReconciliation, hold, deliveredUnder);
    }

    /** The same, with delivery waiting or not. */
    public FeedState withHold(DeliveryHold newHold) {
        return copy(position, paused, nextPollAt, reconciliation, newHold, deliveredUnder);
    }

    /** The same with other employers under which orders that name this organisation were received. */
    public FeedState withDeliveredUnder(List<String> newDeliveredUnder) {
        return copy(position, paused, nextPollAt, reconciliation, hold, newDeliveredUnder);
    }

    /** The same after a pass that succeeded, with what is odd about what it read, if anything. */
    public FeedState succeeded(Instant now, String outcome, @Nullable String oddity, Instant next) {
        return ended(0, next, now, now, outcome, oddity, null);
    }

    /** How many passes in a row have ended with this outcome, the next one included. */
    public int failuresIncluding(String outcome) {
        return outcome.equals(lastOutcome) ? failures + 1 : 1;
    }

    /** The same after a pass that failed; failures of another kind than before are counted from the start. */
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
