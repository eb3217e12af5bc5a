package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.feed.DeliveryOutcome.Ending;
import no.trekkpaalegg.feed.OrderReceiver.Change;
import no.trekkpaalegg.feed.OrderReceiver.Delivery;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver one entry of the inbox. Runs inside a transaction that holds the employer's lock:
 *
 * <ol>
 *   <li>A version older than one already delivered is superseded, so that the host never goes back in time.
 *   <li>One that can no longer be understood, or names an employer configured since, is rejected; one of a kind that nobody listens
 *       to is put off.
 *   <li>A conditional update marks the row delivered. If the row is no longer as it was read, another worker has it: skip.
 *   <li>Older versions of the order that still wait are superseded.
 *   <li>The version is handed over. If that returns, everything commits together.
 * </ol>
 */
final class DeliveryAttempt {
    private final InboxEntry entry;
    private final FeedStore store;
    private final OrderReceiver receiver;
    private final Admission admission;
    private final DeliveryOptions options;
    private final OrderParser parser;
    private final Clock clock;
    private @Nullable Change handedOver;

    DeliveryAttempt(
            InboxEntry entry,
            FeedStore store,
            OrderReceiver receiver,
            Admission admission,
            DeliveryOptions options,
            OrderParser parser,
            Clock clock) {
        this.entry = entry;
        this.store = store;
        this.receiver = receiver;
        this.admission = admission;
        this.options = options;
        this.parser = parser;
        this.clock = clock;
    }

    /** As what the version was handed over; {@code null} if it did not come so far. */
    @Nullable
    Change handedOver() {
        return handedOver;
    }

    DeliveryOutcome run() {
        InboxKey key = entry.key();
        List<InboxEntry> versions = store.findVersions(key.employer(), List.of(key.trekkid()));
        if (versions.stream()
                .anyMatch(version -> isDelivered(version) && version.key().isNewerThan(key))) {
            return step(entry.superseded(clock.instant()), Ending.SUPERSEDED);
        }
        if (!(parser.parse(json()) instanceof Valid valid)) {
            return rejected("the element kept in the inbox can no longer be understood");
        }
        if (admission.belongsToAnotherEmployer(key.employer(), valid.trekkpaalegg())) {
            return rejected("it names another employer, configured since it was received");
        }
        Change change = change(valid.trekkpaalegg(), versions);
        return receiver.isListeningTo(change) ? handOver(valid, change, versions) : postponed(change);
    }

    private DeliveryOutcome handOver(Valid valid, Change change, List<InboxEntry> versions) {
        if (!replaced(entry.delivered(clock.instant(), !options.retention().isZero()), entry)) {
            return DeliveryOutcome.of(Ending.SKIPPED);
        }
        int superseded = supersedeOlder(versions);
        handedOver = change;
        receiver.receive(new Delivery(entry.key().employer(), change, valid.trekkpaalegg(), valid.json()));
        return new DeliveryOutcome(Ending.DELIVERED, change, superseded);
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

    private DeliveryOutcome postponed(Change change) {
        Instant until = clock.instant().plus(options.backoff().max());
        String reason = "the application has no listener for orders of kind " + change;
        return step(entry.postponed(until, reason), Ending.POSTPONED);
    }

    private DeliveryOutcome step(InboxEntry next, Ending ending) {
        return DeliveryOutcome.of(replaced(next, entry) ? ending : Ending.SKIPPED);
    }

    private boolean replaced(InboxEntry next, InboxEntry expected) {
        return store.replace(next, expected.state(), expected.attempts());
    }

    private String json() {
        return entry.json() == null ? "" : entry.json();
    }

    private static Change change(Trekkpaalegg order, List<InboxEntry> versions) {
        if (order.trekkstatus().isAvsluttet()) {
            return Change.AVSLUTTET;
        }
        return versions.stream().anyMatch(DeliveryAttempt::isDelivered) ? Change.ENDRET : Change.NYTT;
    }

    private static boolean isDelivered(InboxEntry version) {
        return version.state() == InboxState.DELIVERED;
    }
}
