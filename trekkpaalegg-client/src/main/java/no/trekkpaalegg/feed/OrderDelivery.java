package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.feed.OrderReceiver.Change;
import no.trekkpaalegg.feed.OrderReceiver.Delivery;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * Delivers what is due in the inbox of an employer, in the order of {@code sekvensnummer}, each version in a transaction of its
 * own that holds the employer's lock:
 *
 * <ol>
 *   <li>A version older than one already delivered is superseded, so that the host never goes back in time.
 *   <li>One that can no longer be understood, or names an employer configured since, is rejected; one of a kind that nobody listens
 *       to is put off.
 *   <li>A conditional update marks the row delivered. If the row is no longer as it was read, another worker has it: skip.
 *   <li>Older versions of the order that still wait are superseded.
 *   <li>The version is handed over. If that returns, everything commits together; if it throws, everything is rolled back, and
 *       the failure is recorded in a transaction of its own.
 * </ol>
 */
final class OrderDelivery {
    private static final int BATCH = 100;

    private final FeedStore store;
    private final OrderReceiver receiver;
    private final Admission admission;
    private final DeliveryOptions options;
    private final Clock clock;
    private final OrderParser parser = new OrderParser();

    OrderDelivery(FeedStore store, OrderReceiver receiver, Admission admission, DeliveryOptions options, Clock clock) {
        this.store = store;
        this.receiver = receiver;
        this.admission = admission;
        this.options = options;
        this.clock = clock;
    }

    /** Delivers until nothing is due or it is time to stop; the version being delivered then is finished first. */
    DeliverySummary deliverDue(String employer, BooleanSupplier stopping) {
        if (!receiver.isListening()) {
            return DeliverySummary.NOBODY_LISTENING;
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

    /** Where the entry stands afterwards; empty if another worker had it, so that nothing was done. */
    private Optional<InboxState> deliver(InboxEntry entry) {
        Attempt attempt = new Attempt(entry);
        try {
            return store.inTransaction(entry.key().employer(), attempt::run);
        } catch (Throwable e) {
            if (!attempt.handedOver) {
                throw e;
            }
            // Whatever it is, a listener threw it, or the commit of what a listener wrote: this version cannot be
            // delivered now, and must not hold up the others.
            return recordFailure(entry, e);
        }
    }

    private Optional<InboxState> recordFailure(InboxEntry entry, Throwable failure) {
        String cause = ListenerFailure.describe(failure);
        int failures = entry.attempts() + 1;
        InboxEntry next = failures >= options.maxAttempts()
                ? entry.parked(cause)
                : entry.failed(clock.instant().plus(options.backoff().after(failures)), cause);
        ListenerFailure.report(next, failure, options.maxAttempts());
        return store.inTransaction(
                entry.key().employer(), () -> replaced(next, entry) ? Optional.of(next.state()) : Optional.empty());
    }

    private boolean replaced(InboxEntry next, InboxEntry expected) {
        return store.replace(next, expected.state(), expected.attempts());
    }

    /** One try to deliver one entry; runs inside the transaction. */
    private final class Attempt {
        private final InboxEntry entry;
        private boolean handedOver;

        private Attempt(InboxEntry entry) {
            this.entry = entry;
        }

        private Optional<InboxState> run() {
            InboxKey key = entry.key();
            List<InboxEntry> versions = store.findVersions(key.employer(), List.of(key.trekkid()));
            if (versions.stream()
                    .anyMatch(version -> isDelivered(version) && version.key().isNewerThan(key))) {
                return step(entry.superseded(clock.instant()));
            }
            if (!(parser.parse(json()) instanceof Valid valid)) {
                return step(entry.rejectedAtDelivery("the element kept in the inbox can no longer be understood"));
            }
            if (admission.belongsToAnotherEmployer(key.employer(), valid.trekkpaalegg())) {
                return step(entry.rejectedAtDelivery("it names another employer, configured since it was received"));
            }
            Change change = change(valid.trekkpaalegg(), versions);
            if (!receiver.isListeningTo(change)) {
                Instant until = clock.instant().plus(options.backoff().max());
                return step(entry.postponed(until, "the application has no listener for orders of kind " + change));
            }
            Optional<InboxState> step =
                    step(entry.delivered(clock.instant(), !options.retention().isZero()));
            if (step.isPresent()) {
                supersedeOlder(versions);
                handedOver = true;
                receiver.receive(new Delivery(key.employer(), change, valid.trekkpaalegg(), valid.json()));
            }
            return step;
        }

        private Optional<InboxState> step(InboxEntry next) {
            return replaced(next, entry) ? Optional.of(next.state()) : Optional.empty();
        }

        private void supersedeOlder(List<InboxEntry> versions) {
            versions.stream()
                    .filter(version ->
                            version.state().isUndelivered() && entry.key().isNewerThan(version.key()))
                    .forEach(version -> replaced(version.superseded(clock.instant()), version));
        }

        private String json() {
            return entry.json() == null ? "" : entry.json();
        }
    }

    private static Change change(Trekkpaalegg order, List<InboxEntry> versions) {
        if (order.trekkstatus().isAvsluttet()) {
            return Change.AVSLUTTET;
        }
        return versions.stream().anyMatch(OrderDelivery::isDelivered) ? Change.ENDRET : Change.NYTT;
    }

    private static boolean isDelivered(InboxEntry entry) {
        return entry.state() == InboxState.DELIVERED;
    }
}
