package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import no.trekkpaalegg.feed.DeliveryOutcome.Ending;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedState.DeliveryHold;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries of one run for an employer:
 *
 * <ol>
 *   <li>What is due is delivered in the order of {@code sekvensnummer}, until nothing is left, the budget is spent, the application
 *       stops or an operator pauses the employer. The version being delivered then is finished first.
 *   <li>If {@value #FAILURES_IN_A_ROW} deliveries fail and none succeeds, something is wrong with the listener rather than with the
 *       orders. The rest waits instead of using up its attempts, longer after each such run.
 *   <li>After such a wait, versions that were never tried come first, so that orders which fail by themselves do not hold up the others.
 * </ol>
 */
final class DeliveryRun {
    static final int FAILURES_IN_A_ROW = 10;

    private static final Logger log = LoggerFactory.getLogger(DeliveryRun.class);
    /** Few, because they are held in memory with their elements, each of which may have as many characters as 300 orders. */
    private static final int BATCH = 10;

    private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

    private final OrderDelivery delivery;
    private final FeedStore store;
    private final String employer;
    private final RunBudget budget;
    private final BooleanSupplier stopping;
    private final Backoff wait;
    private final Clock clock;
    private DeliveryHold hold;
    private DeliverySummary summary = DeliverySummary.NOTHING;
    private int failures;
    private boolean ended;

    /**
     * @param held whether delivery waits; a run on demand delivers all the same
     * @param backoff how long to wait after a failed attempt at one version
     */
    DeliveryRun(
            OrderDelivery delivery,
            FeedStore store,
            FeedState state,
            RunBudget budget,
            BooleanSupplier stopping,
            boolean held,
            Backoff backoff,
            Clock clock) {
        this.delivery = delivery;
        this.store = store;
        this.employer = state.employer();
        this.hold = state.hold();
        this.budget = budget;
        this.stopping = stopping;
        this.ended = held && !budget.isOnDemand();
        this.wait = backoff.upTo(LONGEST_HOLD);
        this.clock = clock;
    }

    /** The longest time that delivery waits because everything failed. */
    static Duration longestHold(Backoff backoff) {
        return backoff.upTo(LONGEST_HOLD).max();
    }

    /** Delivers what is due now, and tells what the run has done so far. */
    DeliverySummary deliverDue() {
        if (!delivery.isListening()) {
            summary = DeliverySummary.NO_LISTENER;
        } else if (!ended) {
            if (hold.runs() > 0) {
                deliver(entry -> entry.attempts() == 0);
            }
            if (!ended) {
                deliver(entry -> true);
            }
            if (hold.runs() > 0 && summary.delivered() > 0) {
                log.info("Delivery of the orders of employer {} goes on", employer);
                hold(DeliveryHold.NONE);
            }
        }
        return summary;
    }

    /** What the run has done so far. */
    DeliverySummary summary() {
        return summary;
    }

    /** Whether delivery waits from now on. */
    DeliveryHold hold() {
        return hold;
    }

    private void deliver(Predicate<InboxEntry> which) {
        Instant now = clock.instant();
        List<InboxEntry> due = store.findDue(employer, now, Optional.empty(), BATCH);
        while (!due.isEmpty()) {
            for (InboxEntry entry : due) {
                if (which.test(entry) && !ended) {
                    deliver(entry);
                }
            }
            if (ended) {
                return;
            }
            due = store.findDue(employer, now, Optional.of(due.get(due.size() - 1)), BATCH);
        }
    }

    private void deliver(InboxEntry entry) {
        if (stopping.getAsBoolean() || !budget.takeOrder()) {
            ended = true;
            return;
        }
        DeliveryOutcome outcome = delivery.deliver(entry);
        Ending ending = outcome.ending();
        summary = summary.plus(outcome);
        failures += ending == Ending.FAILED || ending == Ending.PARKED ? 1 : 0;
        if (ending == Ending.PAUSED) {
            ended = true;
        } else if (failures >= FAILURES_IN_A_ROW && summary.delivered() == 0) {
            ended = true;
            int runs = hold.runs() + 1;
            Instant until = clock.instant().plus(wait.after(runs));
            log.warn(
                    "Delivery of the orders of employer {} waits until {}: {} deliveries in a row have failed and none has"
                            + " succeeded, so that the listener seems to be broken. See {}",
                    employer,
                    until,
                    failures,
                    Runbook.FAILED_DELIVERY);
            hold(new DeliveryHold(runs, until));
        }
    }

    private void hold(DeliveryHold next) {
        store.inTransaction(employer, () -> {
            store.save(store.state(employer).withHold(next));
            return next;
        });
        hold = next;
    }
}
