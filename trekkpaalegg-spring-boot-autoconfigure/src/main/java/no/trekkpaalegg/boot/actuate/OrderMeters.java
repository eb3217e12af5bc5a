package no.trekkpaalegg.boot.actuate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import no.trekkpaalegg.feed.DeliveryOutcome;
import no.trekkpaalegg.feed.OrderCounts;
import no.trekkpaalegg.feed.ReadSummary;

/**
 * The counters {@code trekkpaalegg.orders.*} of this node. Without an employer tag they exist from the start with the value 0, so
 * that the first increment is visible. Safe for use by many threads.
 */
final class OrderMeters implements OrderCounts {
    private final MeterRegistry registry;
    private final boolean employerTag;

    /**
     * @param employerTag whether each employer has its own counters
     */
    OrderMeters(MeterRegistry registry, boolean employerTag) {
        this.registry = registry;
        this.employerTag = employerTag;
        if (!employerTag) {
            read("", ReadSummary.NOTHING);
            DeliveryOutcome.EVENTS.forEach(event -> delivered("", event, 0));
            settled("", 0, 0, 0, 0);
        }
    }

    @Override
    public void read(String employer, ReadSummary summary) {
        counter("received", "Elements that are new in the inbox, including rejected ones", employer)
                .increment(summary.stored() + summary.rejected());
        counter("recovered", "Order versions that polling missed and reconciliation found; should stay 0", employer)
                .increment(summary.recovered());
        rejected(employer, summary.rejected());
    }

    @Override
    public void delivery(String employer, DeliveryOutcome outcome) {
        if (outcome.ending() == DeliveryOutcome.Ending.DELIVERED && outcome.event() != null) {
            delivered(employer, outcome.event(), 1);
        }
        int superseded = outcome.supersededOlder() + is(outcome, DeliveryOutcome.Ending.SUPERSEDED);
        settled(
                employer,
                is(outcome, DeliveryOutcome.Ending.FAILED),
                is(outcome, DeliveryOutcome.Ending.PARKED),
                is(outcome, DeliveryOutcome.Ending.REJECTED),
                superseded);
    }

    private static int is(DeliveryOutcome outcome, DeliveryOutcome.Ending ending) {
        return outcome.ending() == ending ? 1 : 0;
    }

    private void delivered(String employer, String event, int count) {
        Tags tags = tags(employer).and("event", event);
        counter("delivered", "Order versions that were delivered", tags).increment(count);
    }

    private void settled(String employer, int failed, int parked, int rejected, int superseded) {
        counter("failed", "Deliveries that failed and will be tried again", employer)
                .increment(failed);
        counter("parked", "Order versions that have failed at every attempt", employer)
                .increment(parked);
        counter("superseded", "Order versions that a newer one replaced before they were delivered", employer)
                .increment(superseded);
        rejected(employer, rejected);
    }

    private void rejected(String employer, int count) {
        counter("rejected", "Order versions that were not understood, or that name another employer", employer)
                .increment(count);
    }

    private Counter counter(String what, String description, String employer) {
        return counter(what, description, tags(employer));
    }

    private Counter counter(String what, String description, Tags tags) {
        return Counter.builder("trekkpaalegg.orders." + what)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private Tags tags(String employer) {
        return employerTag ? Tags.of("employer", employer) : Tags.empty();
    }
}
