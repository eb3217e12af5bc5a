package no.trekkpaalegg.feed;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.feed.DeliveryOutcome.Ending;
import no.trekkpaalegg.feed.OrderReceiver.Change;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.observation.ObservedStep;

/**
 * Delivers what is due in the inbox of an employer, in the order of {@code sekvensnummer}, each version in a transaction of its
 * own that holds the employer's lock: see {@link DeliveryAttempt}. If a listener throws, everything of it is rolled back, the failure is
 * recorded in a transaction of its own, and the next version has its turn.
 */
final class OrderDelivery {
    /** Few, because they are held in memory with their elements, each of which may have as many characters as 300 orders. */
    private static final int BATCH = 10;

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

    /** Delivers until nothing is due or it is time to stop; the version being delivered then is finished first. */
    DeliverySummary deliverDue(String employer, BooleanSupplier stopping) {
        if (!receiver.isListening()) {
            return DeliverySummary.NO_LISTENER;
        }
        Instant now = clock.instant();
        DeliverySummary summary = DeliverySummary.NOTHING;
        Optional<InboxEntry> last = Optional.empty();
        List<InboxEntry> due = store.findDue(employer, now, last, BATCH);
        while (!due.isEmpty()) {
            for (InboxEntry entry : due) {
                if (stopping.getAsBoolean()) {
                    return summary;
                }
                summary = summary.plus(deliver(entry));
            }
            last = Optional.of(due.get(due.size() - 1));
            due = store.findDue(employer, now, last, BATCH);
        }
        return summary;
    }

    private DeliveryOutcome deliver(InboxEntry entry) {
        String employer = entry.key().employer();
        try (ObservedStep step = telemetry.observations().start("trekkpaalegg.delivery", employer, TAGS)) {
            DeliveryOutcome outcome = attempt(entry, step);
            step.tag(ObservedStep.OUTCOME, outcome.ending().name().toLowerCase(Locale.ROOT));
            if (outcome.change() != null) {
                step.tag(EVENT, outcome.change().name().toLowerCase(Locale.ROOT));
            }
            telemetry.count(counts -> counts.delivery(employer, outcome));
            return outcome;
        }
    }

    private DeliveryOutcome attempt(InboxEntry entry, ObservedStep step) {
        DeliveryAttempt attempt = new DeliveryAttempt(entry, store, receiver, admission, options, parser, clock);
        try {
            return store.inTransaction(entry.key().employer(), attempt::run);
        } catch (Throwable e) {
            Change handedOver = attempt.handedOver();
            if (handedOver == null) {
                throw e;
            }
            // Whatever it is, a listener threw it, or the commit of what a listener wrote: this version cannot be
            // delivered now, and must not hold up the others.
            String cause = ListenerFailure.describe(e);
            step.failed(cause);
            return new DeliveryOutcome(recordFailure(entry, e, cause), handedOver, 0);
        }
    }

    private Ending recordFailure(InboxEntry entry, Throwable failure, String cause) {
        int failures = entry.attempts() + 1;
        InboxEntry next = failures >= options.maxAttempts()
                ? entry.parked(cause)
                : entry.failed(clock.instant().plus(options.backoff().after(failures)), cause);
        ListenerFailure.report(next, failure, options.maxAttempts());
        boolean recorded =
                store.inTransaction(entry.key().employer(), () -> store.replace(next, entry.state(), entry.attempts()));
        if (!recorded) {
            return Ending.SKIPPED;
        }
        return next.state() == InboxState.PARKED ? Ending.PARKED : Ending.FAILED;
    }
}
