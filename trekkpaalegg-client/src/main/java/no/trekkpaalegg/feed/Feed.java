package no.trekkpaalegg.feed;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.feed.PassResult.Busy;
import no.trekkpaalegg.feed.PassResult.CallFailed;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Paused;
import no.trekkpaalegg.feed.PassResult.Stopped;
import no.trekkpaalegg.feed.PassResult.StoreFailed;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.TrekkpaaleggException;
import no.trekkpaalegg.observation.ObservedStep;
import no.trekkpaalegg.observation.Runbook;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of withholding orders. It reads, stores and delivers for one employer at a time, and stores the state that plans the
 * next pass. It has no threads; a schedule calls {@link #runDue}. One pass:
 *
 * <ol>
 *   <li>Read: {@link FeedReader} reads new orders, or {@link Reconciler} all current orders. Both store through
 *       {@link InboxWriter}.
 *   <li>Deliver what is due, also if reading failed: {@link OrderDelivery}.
 *   <li>Record how the pass ended and when the next one is due: {@link FeedPlan}.
 *   <li>Log it: {@link PassLog}.
 * </ol>
 *
 * <p>Safe for use by many threads. Within this process passes of one employer wait for each other. Between processes the store's
 * lock prevents that a version is stored or delivered twice.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class Feed {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final KeyValues TAGS = KeyValues.of(
            KeyValue.of(ObservedStep.OUTCOME, "unknown"),
            KeyValue.of(ObservedStep.FAILURE_KIND, ObservedStep.NO_FAILURE));
    private static final Duration RETRY_STORE = Duration.ofMinutes(1);
    private static final Duration RETRY_BUSY = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT_FOR_TURN = Duration.ofSeconds(30);

    private final StoppableReader orders;
    private final FeedStore store;
    private final RunOptions runOptions;
    private final OrderReceiver receiver;
    private final FeedTelemetry telemetry;
    private final Clock clock;
    private final FeedReader reader;
    private final Reconciler reconciler;
    private final OrderDelivery delivery;
    private final FeedPlan plan;
    private final PassLog passLog = new PassLog();
    private final EmployerTurns turns = new EmployerTurns(LONGEST_WAIT_FOR_TURN);
    private final BusyEmployers busy;
    private volatile boolean stopping;

    /**
     * @param receiver gets the versions
     * @param isConfigured whether an organisation number belongs to a configured employer
     * @param telemetry observes passes and deliveries, and counts
     */
    public Feed(
            OrderReader orders,
            FeedStore store,
            OrderReceiver receiver,
            Predicate<String> isConfigured,
            FeedOptions options,
            FeedTelemetry telemetry,
            Clock clock) {
        this.orders = new StoppableReader(orders);
        this.store = store;
        this.runOptions = options.run();
        this.receiver = receiver;
        this.telemetry = telemetry;
        this.clock = clock;
        ReadOptions read = options.read();
        Admission admission = new Admission(isConfigured, read.unknownOrganisations(), clock);
        InboxWriter inbox = new InboxWriter(store, admission, read.rereadWindow(), telemetry);
        MissingVersions missing = read.fetchMissingVersions() ? new MissingVersions(this.orders, store) : null;
        this.reader = new FeedReader(this.orders, inbox, missing, read);
        this.reconciler = new Reconciler(this.orders, inbox);
        this.delivery = new OrderDelivery(store, receiver, admission, options.delivery(), telemetry, clock);
        this.plan = new FeedPlan(store, options, clock);
        Duration interval = options.poll().interval();
        this.busy = new BusyEmployers(interval.compareTo(RETRY_BUSY) < 0 ? interval : RETRY_BUSY);
    }

    /**
     * Reads the new orders of an employer and delivers the due ones, now.
     *
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public PassResult poll(Employer employer) {
        return now(Kind.POLL, employer);
    }

    /**
     * Compares the inbox of an employer with all current orders, stores the missing ones and delivers the due ones, now.
     *
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public PassResult reconcile(Employer employer) {
        return now(Kind.RECONCILE, employer);
    }

    /**
     * Does what is due for an employer: a pass, a reconciliation, or deliveries that are to be tried again.
     *
     * @return when the employer is due again
     */
    public Instant runDue(Employer employer) {
        String orgNumber = employer.orgNumber();
        try {
            Instant next = turns.take(orgNumber, () -> doWhatIsDue(employer));
            busy.free(orgNumber);
            return next;
        } catch (EmployerBusyException e) {
            return busy.busy(orgNumber, e, clock.instant());
        } catch (RuntimeException | Error e) {
            log.error(
                    "The store failed in a pass of employer {}: {}: {}. The next attempt is in {} s." + " See {}",
                    orgNumber,
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    RETRY_STORE.toSeconds(),
                    Runbook.STORE_FAILED);
            return clock.instant().plus(RETRY_STORE);
        }
    }

    /**
     * Pauses an employer on all nodes until {@link #resume}. No new pass starts, and a running one finishes its current version.
     *
     * @throws EmployerBusyException if the employer's lock is not free in time, for example because of a slow listener
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public void pause(String orgNumber) {
        plan.pause(orgNumber);
    }

    /**
     * Ends the pause of an employer. A pass is due at once, also if the employer was not paused. The caller wakes the schedule.
     *
     * @throws EmployerBusyException if the employer's lock is not free in time, for example because of a slow listener
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public void resume(String orgNumber) {
        plan.resume(orgNumber);
    }

    /**
     * Makes a pass due at once if the last one failed, so that a restart with a corrected configuration takes effect. The caller
     * wakes the schedule.
     *
     * @return whether the last pass had failed
     * @throws EmployerBusyException if the employer's lock cannot be had in time
     */
    public boolean retryIfFailed(String orgNumber) {
        return plan.retryIfFailed(orgNumber);
    }

    /**
     * Stops running passes after their current page or version, a reconciliation in the middle of its answer, and later passes at once. Cuts
     * off calls, and logs which versions the listeners have.
     */
    public void stop() {
        stopping = true;
        orders.stop();
        delivery.reportHandedOver();
    }

    /** Reverts {@link #stop}, because Spring can stop a context and start it again, for a checkpoint and in tests. */
    public void start() {
        orders.start();
        stopping = false;
    }

    private enum Kind {
        POLL,
        RECONCILE
    }

    /** How a pass ended, and the state of the employer afterwards. If the new state could not be stored, it is the state before. */
    private record Pass(PassResult result, FeedState after) {
        private boolean storeFailed() {
            return result instanceof StoreFailed;
        }
    }

    private PassResult now(Kind kind, Employer employer) {
        try {
            return turns.take(employer.orgNumber(), () -> passNow(kind, employer));
        } catch (EmployerBusyException e) {
            return new Busy();
        }
    }

    private PassResult passNow(Kind kind, Employer employer) {
        FeedState state;
        try {
            state = store.state(employer.orgNumber());
        } catch (RuntimeException e) {
            PassResult failed = storeFailed(e);
            passLog.write(employer, failed);
            return failed;
        }
        return pass(kind, employer, state, RunBudget.onDemand(runOptions, clock))
                .result();
    }

    private Instant doWhatIsDue(Employer employer) {
        String orgNumber = employer.orgNumber();
        FeedState state = store.state(orgNumber);
        RunBudget budget = RunBudget.scheduled(runOptions, clock);
        if (!state.paused()) {
            if (plan.isPollDue(state)) {
                Pass pass = pass(Kind.POLL, employer, state, budget);
                if (pass.storeFailed()) {
                    return clock.instant().plus(RETRY_STORE);
                }
                state = pass.after();
            } else {
                DeliveryRun deliveries = deliveries(state, budget);
                passLog.writeDelivery(orgNumber, deliveries.deliverDue());
                state = state.withHold(deliveries.hold());
            }
            if (plan.isReconciliationDue(state) && !stopping) {
                Pass pass = pass(Kind.RECONCILE, employer, state, budget);
                if (pass.storeFailed()) {
                    return clock.instant().plus(RETRY_STORE);
                }
                state = pass.after();
            }
        }
        return plan.wakeAt(state, receiver.isListening());
    }

    /** @throws EmployerBusyException if the employer's lock is not free in time; then the pass cannot do anything */
    private Pass pass(Kind kind, Employer employer, FeedState before, RunBudget budget) {
        Instant begun = clock.instant();
        String name = kind.name().toLowerCase(Locale.ROOT);
        try (ObservedStep step =
                telemetry.observations().start("trekkpaalegg.pass", employer.orgNumber(), TAGS.and("kind", name))) {
            step.tag(ObservedStep.OUTCOME, Busy.class.getSimpleName());
            PassResult result = before.paused() ? new Paused() : readAndDeliver(kind, employer, before, budget);
            Pass pass = record(kind, employer, result, before, begun);
            passLog.write(employer, pass.result());
            observe(step, pass.result());
            return pass;
        }
    }

    private PassResult readAndDeliver(Kind kind, Employer employer, FeedState state, RunBudget budget) {
        DeliveryRun deliveries = deliveries(state, budget);
        PassResult result = read(kind, employer, state, budget, deliveries);
        try {
            result = result.withDelivery(deliveries.deliverDue());
            delivery.removeExpiredJson(employer.orgNumber());
            return result;
        } catch (EmployerBusyException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return storeFailed(e).withDelivery(deliveries.summary());
        }
    }

    private DeliveryRun deliveries(FeedState state, RunBudget budget) {
        return delivery.begin(state, budget, () -> stopping, plan.isDeliveryHeld(state));
    }

    private PassResult read(Kind kind, Employer employer, FeedState state, RunBudget budget, DeliveryRun deliveries) {
        try {
            return kind == Kind.POLL
                    ? readFeed(reader.begin(employer, state), budget, deliveries)
                    : reconciler.reconcile(employer, state, () -> stopping);
        } catch (TrekkpaaleggException e) {
            // A call that was cut off says nothing about the other side.
            return stopping ? new Stopped(DeliverySummary.NOTHING) : PassResult.of(e);
        } catch (EmployerBusyException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return storeFailed(e);
        }
    }

    /** Delivers between pages, so that orders do not wait for the end of a long feed. The next pass continues after one that ends early. */
    private PassResult readFeed(FeedReader.Pass pages, RunBudget budget, DeliveryRun deliveries) {
        while (pages.hasNext()) {
            if (stopping) {
                pages.interrupt();
                return new Stopped(DeliverySummary.NOTHING);
            }
            if (!budget.takePage()) {
                return pages.interrupt();
            }
            boolean brought;
            try {
                brought = pages.readNext();
            } catch (TrekkpaaleggException e) {
                pages.interrupt();
                throw e;
            }
            if (brought && pages.hasNext()) {
                deliveries.deliverDue();
            }
        }
        return pages.caughtUp();
    }

    /** A pass that is not recorded in the plan would run again at once, repeatedly. It therefore counts as failed. */
    private Pass record(Kind kind, Employer employer, PassResult result, FeedState before, Instant begun) {
        try {
            FeedState after = kind == Kind.POLL
                    ? plan.polled(employer, before, result, begun)
                    : plan.reconciled(employer, before, result);
            return new Pass(result, after);
        } catch (EmployerBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Pass(storeFailed(e).withDelivery(result.delivery()), before);
        }
    }

    private static void observe(ObservedStep step, PassResult result) {
        step.tag(ObservedStep.OUTCOME, result.getClass().getSimpleName());
        if (result instanceof CallFailed call) {
            step.failed(call.failure());
        } else if (result instanceof Failed failed) {
            step.tag(ObservedStep.FAILURE_KIND, "store");
            step.failed(failed.problem());
        }
    }

    private static StoreFailed storeFailed(Throwable e) {
        String problem =
                "The pass failed in the application itself: " + e.getClass().getName() + ": "
                        + Redaction.redact(e.getMessage())
                        + ". Most often the database is away or the tables are missing. It is tried again later.";
        return new StoreFailed(problem, DeliverySummary.NOTHING);
    }
}
