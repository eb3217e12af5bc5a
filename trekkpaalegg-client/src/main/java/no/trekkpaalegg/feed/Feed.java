package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.feed.FeedPass.Reading;
import no.trekkpaalegg.feed.PassResult.Busy;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import no.trekkpaalegg.feed.PassResult.Stopped;
import no.trekkpaalegg.feed.PassResult.StoreFailed;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.observation.Runbook;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of withholding orders: reads, stores and delivers for one employer at a time, and keeps the state from which the next
 * pass is planned. It has no threads of its own; a schedule calls {@link #runDue}.
 *
 * <p>Safe for use by many threads. Within this process passes of one employer wait for each other; across processes the store's
 * lock sees to it that nothing is stored or delivered twice.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class Feed {
    private static final Logger log = LoggerFactory.getLogger(Feed.class);
    private static final Duration RETRY_STORE = Duration.ofMinutes(1);
    private static final Duration RETRY_BUSY = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT_FOR_TURN = Duration.ofSeconds(30);

    private final FeedStore store;
    private final OrderReceiver receiver;
    private final Clock clock;
    private final FeedReader reader;
    private final Reconciler reconciler;
    private final FeedPass pass;
    private final PassObservation observation;
    private final FeedPlan plan;
    private final PassLog passLog = new PassLog();
    private final EmployerTurns turns = new EmployerTurns(LONGEST_WAIT_FOR_TURN);
    private final BusyEmployers busy;
    private volatile boolean stopping;

    /**
     * @param receiver where versions are delivered
     * @param isConfigured whether an organisation number is that of a configured employer
     * @param telemetry who is told of passes, deliveries and counts
     */
    public Feed(
            OrderReader orders,
            FeedStore store,
            OrderReceiver receiver,
            Predicate<String> isConfigured,
            FeedOptions options,
            FeedTelemetry telemetry,
            Clock clock) {
        this.store = store;
        this.receiver = receiver;
        this.clock = clock;
        ReadOptions read = options.read();
        Admission admission = new Admission(isConfigured, read.unknownOrganisations(), clock);
        InboxWriter inbox = new InboxWriter(store, admission, read.rereadWindow(), telemetry);
        MissingVersions missing = read.fetchMissingVersions() ? new MissingVersions(orders, store) : null;
        this.reader = new FeedReader(orders, store, inbox, missing, read);
        this.reconciler = new Reconciler(orders, inbox);
        OrderDelivery delivery = new OrderDelivery(store, receiver, admission, options.delivery(), telemetry, clock);
        this.pass = new FeedPass(store, delivery, options.delivery(), clock, () -> stopping);
        this.observation = new PassObservation(telemetry.observations());
        this.plan = new FeedPlan(store, options.poll(), clock);
        Duration interval = options.poll().interval();
        this.busy = new BusyEmployers(interval.compareTo(RETRY_BUSY) < 0 ? interval : RETRY_BUSY);
    }

    /**
     * Reads what is new for an employer and delivers what is due, now.
     *
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public PassResult poll(Employer employer) {
        return orBusy(() -> pollOnce(employer));
    }

    /**
     * Compares the inbox of an employer with all current orders, stores what it lacks and delivers what is due, now.
     *
     * @return how it ended; failures are results and not exceptions
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public PassResult reconcile(Employer employer) {
        return orBusy(() -> reconcileOnce(employer));
    }

    /**
     * Does what is due for an employer: a pass, a reconciliation, or deliveries that are to be tried again.
     *
     * @return when the employer is to be looked at again
     */
    public Instant runDue(Employer employer) {
        String orgNumber = employer.orgNumber();
        try {
            if (plan.isPollDue(orgNumber)) {
                if (pollOnce(employer) instanceof StoreFailed) {
                    return clock.instant().plus(RETRY_STORE);
                }
            } else if (!store.state(orgNumber).paused()) {
                passLog.writeDelivery(orgNumber, turns.take(orgNumber, () -> pass.deliver(orgNumber)));
            }
            if (plan.isReconciliationDue(orgNumber) && !stopping && reconcileOnce(employer) instanceof StoreFailed) {
                return clock.instant().plus(RETRY_STORE);
            }
            Instant next = plan.wakeAt(orgNumber, receiver.isListening());
            busy.free(orgNumber);
            return next;
        } catch (EmployerBusyException e) {
            return busy.busy(orgNumber, e, clock.instant());
        } catch (RuntimeException e) {
            log.error(
                    "The store failed while the orders of employer {} were looked after: {}: {}. It is tried again in {} s."
                            + " See {}",
                    orgNumber,
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    RETRY_STORE.toSeconds(),
                    Runbook.STORE_FAILED);
            return clock.instant().plus(RETRY_STORE);
        }
    }

    /**
     * Pauses an employer, for all nodes and until {@link #resume}: no new pass begins, and a running one delivers no more than the
     * version it is at.
     *
     * @throws EmployerBusyException if the employer's lock cannot be had in time, because of a slow listener say
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public void pause(String orgNumber) {
        plan.pause(orgNumber);
    }

    /**
     * Ends the pause of an employer; a pass is due at once, also if there was none. It is for the caller to wake the schedule.
     *
     * @throws EmployerBusyException if the employer's lock cannot be had in time, because of a slow listener say
     * @throws IllegalStateException if called by a listener, while it is being delivered to
     */
    public void resume(String orgNumber) {
        plan.resume(orgNumber);
    }

    /**
     * Makes a pass due at once if the last one failed, so that a restart with a corrected configuration takes effect. It is for the
     * caller to wake the schedule.
     *
     * @return whether the last pass had failed
     * @throws EmployerBusyException if the employer's lock cannot be had in time
     */
    public boolean retryIfFailed(String orgNumber) {
        return plan.retryIfFailed(orgNumber);
    }

    /** Ends running passes after the page or the version they are at, a reconciliation in the middle of its answer, and later ones at once. */
    public void stop() {
        stopping = true;
    }

    /** Takes {@link #stop} back, for a host that goes on: Spring stops and starts contexts for a checkpoint, and in tests. */
    public void start() {
        stopping = false;
    }

    private Function<DeliverySummary, PassResult> readFeed(Employer employer) {
        FeedReader.Outcome outcome = reader.read(employer, () -> stopping);
        return outcome.complete()
                ? delivery -> new CaughtUp(outcome.pages(), outcome.summary(), delivery)
                : Stopped::new;
    }

    private Function<DeliverySummary, PassResult> readAll(Employer employer) {
        if (stopping) {
            return Stopped::new;
        }
        ReadSummary summary = reconciler.reconcile(employer, () -> stopping).orElse(null);
        return summary == null ? Stopped::new : delivery -> new Reconciled(summary, delivery);
    }

    private static PassResult orBusy(Supplier<PassResult> pass) {
        try {
            return pass.get();
        } catch (EmployerBusyException e) {
            return new Busy();
        }
    }

    private PassResult pollOnce(Employer employer) {
        return pass("poll", employer, this::readFeed, plan::polled);
    }

    private PassResult reconcileOnce(Employer employer) {
        return pass("reconcile", employer, this::readAll, plan::reconciled);
    }

    /** @throws EmployerBusyException if the employer's turn or lock cannot be had in time */
    private PassResult pass(String kind, Employer employer, Reading reading, BiConsumer<Employer, PassResult> record) {
        String orgNumber = employer.orgNumber();
        return turns.take(
                orgNumber,
                () -> observation.of(kind, orgNumber, () -> {
                    PassResult result = recorded(employer, pass.run(employer, reading), record);
                    passLog.write(employer, result);
                    return result;
                }));
    }

    /** A pass that the plan does not know of would be made again at once, and again; so it has failed. */
    private static PassResult recorded(Employer employer, PassResult result, BiConsumer<Employer, PassResult> record) {
        try {
            record.accept(employer, result);
            return result;
        } catch (EmployerBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            return FeedPass.storeFailed(e, result.delivery());
        }
    }
}
