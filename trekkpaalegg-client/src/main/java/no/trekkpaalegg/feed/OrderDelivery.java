package no.trekkpaalegg.feed;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.DeliveryOutcome.Ending;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.observation.ObservedStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one order version, in a transaction of its own that holds the employer's lock:
 *
 * <ol>
 *   <li>A version is superseded if a newer one was delivered, so that the host never gets an older version after a newer one.
 *   <li>A version is rejected if it can no longer be understood, or names an employer that was configured since. It is postponed if
 *       the application has no listener for it.
 *   <li>A conditional update marks the row delivered. If the row is no longer as it was read, another worker delivered it, and it
 *       is skipped.
 *   <li>Older versions of the order that still wait are superseded.
 *   <li>The version is handed to the listeners. If they return, everything commits together.
 *   <li>If a listener throws, everything is rolled back, and a separate transaction records the failure.
 * </ol>
 */
final class OrderDelivery {
    private static final Logger log = LoggerFactory.getLogger(OrderDelivery.class);

    private static final String EVENT = "event";
    private static final KeyValues TAGS =
            KeyValues.of(KeyValue.of(EVENT, "unknown"), KeyValue.of(ObservedStep.OUTCOME, "unknown"));

    private final FeedStore store;
    private final OrderReceiver receiver;
    private final Admission admission;
    private final DeliveryOptions options;
    private final FeedTelemetry telemetry;
    private final Clock clock;
    private final OrderParser parser = new OrderParser();
    private final Set<InboxKey> atListener = ConcurrentHashMap.newKeySet();
    private final Set<String> cleaned = ConcurrentHashMap.newKeySet();

    OrderDelivery(
            FeedStore store,
            OrderReceiver receiver,
            Admission admission,
            DeliveryOptions options,
            FeedTelemetry telemetry,
            Clock clock) {
        this.store = store;
        this.receiver = receiver;
        this.admission = admission;
        this.options = options;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /**
     * Begins a run for an employer.
     *
     * @param held whether delivery waits because everything failed
     */
    DeliveryRun begin(FeedState state, RunBudget budget, BooleanSupplier stopping, boolean held) {
        return new DeliveryRun(this, store, state, budget, stopping, held, options.backoff(), clock);
    }

    boolean isListening() {
        return receiver.isListening();
    }

    /** Removes the elements whose retention is over. Without a retention only elements from before this process started can be there. */
    void removeExpiredJson(String employer) {
        if (options.retention().isZero() && cleaned.contains(employer)) {
            return;
        }
        Instant expired = clock.instant().minus(options.retention());
        if (store.hasJsonDeliveredBefore(employer, expired)) {
            store.inTransaction(employer, () -> store.removeJsonDeliveredBefore(employer, expired));
        }
        cleaned.add(employer);
    }

    /** Logs which versions the application's listeners have at the moment, for a stop has to wait for them. */
    void reportHandedOver() {
        atListener.forEach(key -> log.info(
                "The stop waits for the application's listener, which has an order version of employer {} (trekkid {},"
                        + " trekkversjon {})",
                key.employer(),
                Redaction.redact(key.trekkid()),
                key.trekkversjon()));
    }

    /** Delivers one version, if it is still as it was read. */
    DeliveryOutcome deliver(InboxEntry entry) {
        String employer = entry.key().employer();
        try (ObservedStep step = telemetry.observations().start("trekkpaalegg.delivery", employer, TAGS)) {
            DeliveryOutcome outcome = attempt(entry, step);
            step.tag(ObservedStep.OUTCOME, outcome.ending().name().toLowerCase(Locale.ROOT));
            if (outcome.event() != null) {
                step.tag(EVENT, outcome.event());
            }
            telemetry.count(counts -> counts.delivery(employer, outcome));
            return outcome;
        }
    }

    private DeliveryOutcome attempt(InboxEntry entry, ObservedStep step) {
        Attempt attempt = new Attempt(entry);
        try {
            return store.inTransaction(entry.key().employer(), attempt::run);
        } catch (Throwable e) {
            TrekkpaaleggEvent handedOver = attempt.handedOver;
            if (handedOver == null) {
                throw e;
            }
            // A listener threw, or the commit of a listener's writes failed. This version cannot be delivered now, and
            // must not
            // delay the others.
            String cause = ListenerFailure.describe(e);
            step.failed(cause);
            return DeliveryOutcome.of(recordFailure(entry, e, cause), handedOver, 0);
        }
    }

    private Ending recordFailure(InboxEntry entry, Throwable failure, String cause) {
        int failures = entry.attempts() + 1;
        InboxEntry next = failures >= options.maxAttempts()
                ? entry.parked(cause)
                : entry.failed(clock.instant().plus(options.backoff().after(failures)), cause);
        ListenerFailure.report(next, failure, options.maxAttempts());
        boolean recorded = store.inTransaction(entry.key().employer(), () -> replaced(next, entry));
        if (!recorded) {
            return Ending.SKIPPED;
        }
        return next.state() == InboxState.PARKED ? Ending.PARKED : Ending.FAILED;
    }

    private boolean replaced(InboxEntry next, InboxEntry expected) {
        return store.replace(next, expected.state(), expected.attempts());
    }

    /** The work inside the transaction of one version. */
    private final class Attempt {
        private final InboxEntry entry;
        private @Nullable TrekkpaaleggEvent handedOver;

        private Attempt(InboxEntry entry) {
            this.entry = entry;
        }

        private DeliveryOutcome run() {
            InboxKey key = entry.key();
            if (store.state(key.employer()).paused()) {
                return DeliveryOutcome.of(Ending.PAUSED);
            }
            List<InboxEntry> versions = store.findVersions(key.employer(), List.of(key.trekkid()));
            List<InboxEntry> delivered = versions.stream()
                    .filter(version -> version.state() == InboxState.DELIVERED)
                    .toList();
            if (delivered.stream().anyMatch(version -> version.key().isNewerThan(key))) {
                return step(entry.superseded(clock.instant()), Ending.SUPERSEDED);
            }
            String json = entry.json() == null ? "" : entry.json();
            Trekkpaalegg order = parser.parse(json).trekkpaalegg().orElse(null);
            if (order == null) {
                return rejected("the element in the inbox can no longer be understood");
            }
            if (admission.belongsToAnotherEmployer(key.employer(), order)) {
                return rejected("it names another employer, which was configured after it was received");
            }
            TrekkpaaleggEvent event = event(order, json, !delivered.isEmpty());
            return receiver.isListeningTo(event.getClass())
                    ? handOver(event, versions)
                    : postponed("the application has no listener for "
                            + event.getClass().getSimpleName());
        }

        private TrekkpaaleggEvent event(Trekkpaalegg order, String json, boolean isKnown) {
            String employer = entry.key().employer();
            if (order.trekkstatus().isAvsluttet()) {
                return new AvsluttetTrekkpaalegg(employer, order, json);
            }
            return isKnown
                    ? new EndretTrekkpaalegg(employer, order, json)
                    : new NyttTrekkpaalegg(employer, order, json);
        }

        private DeliveryOutcome handOver(TrekkpaaleggEvent event, List<InboxEntry> versions) {
            if (!replaced(entry.delivered(clock.instant(), !options.retention().isZero()), entry)) {
                return DeliveryOutcome.of(Ending.SKIPPED);
            }
            int superseded = supersedeOlder(versions);
            handedOver = event;
            atListener.add(entry.key());
            try {
                receiver.receive(event);
            } finally {
                atListener.remove(entry.key());
            }
            return DeliveryOutcome.of(Ending.DELIVERED, event, superseded);
        }

        private int supersedeOlder(List<InboxEntry> versions) {
            return (int) versions.stream()
                    .filter(version ->
                            version.state().isUndelivered() && entry.key().isNewerThan(version.key()))
                    .filter(version -> replaced(version.superseded(clock.instant()), version))
                    .count();
        }

        private DeliveryOutcome rejected(String cause) {
            return step(entry.rejectedAtDelivery(cause), Ending.REJECTED);
        }

        private DeliveryOutcome postponed(String reason) {
            Instant until = clock.instant().plus(options.backoff().max());
            return step(entry.postponed(until, reason), Ending.POSTPONED);
        }

        private DeliveryOutcome step(InboxEntry next, Ending ending) {
            return DeliveryOutcome.of(replaced(next, entry) ? ending : Ending.SKIPPED);
        }
    }
}
