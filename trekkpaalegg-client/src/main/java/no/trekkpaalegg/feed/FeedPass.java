package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import no.trekkpaalegg.feed.PassResult.StoreFailed;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.TrekkpaaleggException;

/**
 * One pass over the orders of an employer: read, then deliver. A failed reading does not keep what is in the inbox from being
 * delivered. Every failure ends as a result; nothing is thrown but {@link EmployerBusyException}, after which nothing else of the
 * employer can be had either.
 */
final class FeedPass {
    private final FeedStore store;
    private final OrderDelivery delivery;
    private final DeliveryOptions options;
    private final Clock clock;
    private final BooleanSupplier stopping;

    FeedPass(FeedStore store, OrderDelivery delivery, DeliveryOptions options, Clock clock, BooleanSupplier stopping) {
        this.store = store;
        this.delivery = delivery;
        this.options = options;
        this.clock = clock;
        this.stopping = stopping;
    }

    /** Reads an employer's orders into the inbox, and tells how the pass ends if delivery goes well. */
    interface Reading {
        Function<DeliverySummary, PassResult> read(Employer employer);
    }

    PassResult run(Employer employer, Reading reading) {
        try {
            if (isPaused(employer.orgNumber())) {
                return new PassResult.Paused();
            }
            Function<DeliverySummary, PassResult> ending = read(employer, reading);
            DeliverySummary delivered = deliver(employer.orgNumber());
            removeExpiredJson(employer.orgNumber());
            return ending.apply(delivered);
        } catch (EmployerBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            return storeFailed(e, DeliverySummary.NOTHING);
        }
    }

    /** Delivers what is due. */
    DeliverySummary deliver(String employer) {
        return delivery.deliverDue(employer, () -> stopping.getAsBoolean() || isPaused(employer));
    }

    /** Also without a retention, for elements kept while there was one. */
    private void removeExpiredJson(String employer) {
        Instant expired = clock.instant().minus(options.retention());
        store.inTransaction(employer, () -> store.removeJsonDeliveredBefore(employer, expired));
    }

    private boolean isPaused(String employer) {
        return store.state(employer).paused();
    }

    private static Function<DeliverySummary, PassResult> read(Employer employer, Reading reading) {
        try {
            return reading.read(employer);
        } catch (TrekkpaaleggException e) {
            return delivered -> PassResult.of(e, delivered);
        } catch (EmployerBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            return delivered -> storeFailed(e, delivered);
        }
    }

    static StoreFailed storeFailed(RuntimeException e, DeliverySummary delivered) {
        String problem =
                "The pass failed in the application itself: " + e.getClass().getName() + ": "
                        + Redaction.redact(e.getMessage())
                        + ". Most often the database is away or lacks the tables; it is tried again later.";
        return new StoreFailed(problem, delivered);
    }
}
