package no.trekkpaalegg.feed;

import no.trekkpaalegg.model.TrekkpaaleggException;

/**
 * How one pass over the orders of an employer ended. Whatever became of reading, what was in the inbox has been delivered as far
 * as it could be: see {@link #delivery()}.
 */
public sealed interface PassResult {

    /** What was delivered in the pass. */
    DeliverySummary delivery();

    /** The same with what was delivered; a pass that delivers nothing stays as it is. */
    PassResult withDelivery(DeliverySummary delivered);

    /** A pass that got all the way. */
    sealed interface Succeeded extends PassResult {
        /** What was read in the pass. */
        ReadSummary read();
    }

    /** A pass that did not get all the way; it is tried again later and nothing is lost. */
    sealed interface Failed extends PassResult {
        /** What happened and what to do, without personal data. */
        String problem();
    }

    /** A pass that failed because of Maskinporten or the API. */
    sealed interface CallFailed extends Failed {
        /** The failed call. */
        TrekkpaaleggException failure();

        @Override
        default String problem() {
            return String.valueOf(failure().getMessage());
        }
    }

    /**
     * Everything the authority had was read and stored.
     *
     * @param pages how many pages were read
     * @param read what they had
     */
    record CaughtUp(int pages, ReadSummary read, DeliverySummary delivery) implements Succeeded {
        @Override
        public CaughtUp withDelivery(DeliverySummary delivered) {
            return new CaughtUp(pages, read, delivered);
        }
    }

    /**
     * The inbox was compared with all current orders; what it lacked was stored.
     *
     * @param read what the answer had
     */
    record Reconciled(ReadSummary read, DeliverySummary delivery) implements Succeeded {
        @Override
        public Reconciled withDelivery(DeliverySummary delivered) {
            return new Reconciled(read, delivered);
        }
    }

    /** Maskinporten or the API could not be reached or was out of order. */
    record Unavailable(TrekkpaaleggException failure, DeliverySummary delivery) implements CallFailed {
        @Override
        public Unavailable withDelivery(DeliverySummary delivered) {
            return new Unavailable(failure, delivered);
        }
    }

    /** Maskinporten or the API refused us: access is missing, or something is set up wrong. */
    record Refused(TrekkpaaleggException failure, DeliverySummary delivery) implements CallFailed {
        @Override
        public Refused withDelivery(DeliverySummary delivered) {
            return new Refused(failure, delivered);
        }
    }

    /** An answer as a whole could not be understood. */
    record Unreadable(TrekkpaaleggException failure, DeliverySummary delivery) implements CallFailed {
        @Override
        public Unreadable withDelivery(DeliverySummary delivered) {
            return new Unreadable(failure, delivered);
        }
    }

    /** Our own store failed: the database is away, or its tables are missing. */
    record StoreFailed(String problem, DeliverySummary delivery) implements Failed {
        @Override
        public StoreFailed withDelivery(DeliverySummary delivered) {
            return new StoreFailed(problem, delivered);
        }
    }

    /** An operator has paused the employer: nothing was read or delivered. */
    record Paused() implements PassResult {
        @Override
        public DeliverySummary delivery() {
            return DeliverySummary.NOTHING;
        }

        @Override
        public Paused withDelivery(DeliverySummary delivered) {
            return this;
        }
    }

    /**
     * Another transaction, on this node or another, held the employer's lock for longer than this pass was ready to wait. What the pass
     * had not yet stored or delivered is left for a later one.
     */
    record Busy() implements PassResult {
        @Override
        public DeliverySummary delivery() {
            return DeliverySummary.NOTHING;
        }

        @Override
        public Busy withDelivery(DeliverySummary delivered) {
            return this;
        }
    }

    /** The host is shutting down, and the pass ended early. */
    record Stopped(DeliverySummary delivery) implements PassResult {
        @Override
        public Stopped withDelivery(DeliverySummary delivered) {
            return new Stopped(delivered);
        }
    }

    /** The result that belongs to a failed call. */
    static CallFailed of(TrekkpaaleggException failure) {
        return switch (failure.kind()) {
            case TRANSIENT -> new Unavailable(failure, DeliverySummary.NOTHING);
            case UNREADABLE -> new Unreadable(failure, DeliverySummary.NOTHING);
            case ACCESS, CONFIGURATION -> new Refused(failure, DeliverySummary.NOTHING);
        };
    }
}
