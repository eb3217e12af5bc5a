package no.trekkpaalegg.feed;

import no.trekkpaalegg.model.TrekkpaaleggException;

/**
 * How one pass over the orders of an employer ended. The versions in the inbox were delivered also if reading failed: see
 * {@link #delivery()}.
 */
public sealed interface PassResult {

    /** What was delivered in the pass. */
    DeliverySummary delivery();

    /** A copy with what was delivered. A pass that delivers nothing does not change. */
    PassResult withDelivery(DeliverySummary delivered);

    /** A successful pass. */
    sealed interface Succeeded extends PassResult {
        /** What was read in the pass. */
        ReadSummary read();
    }

    /** A failed pass. It is tried again later, and nothing is lost. */
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
     * All orders of the authority were read and stored.
     *
     * @param pages how many pages were read
     * @param read their content
     */
    record CaughtUp(int pages, ReadSummary read, DeliverySummary delivery) implements Succeeded {
        @Override
        public CaughtUp withDelivery(DeliverySummary delivered) {
            return new CaughtUp(pages, read, delivered);
        }
    }

    /**
     * What the run allowed was read and stored, and there is more. The next pass goes on there; it is due at once, and others have
     * their turn first.
     *
     * @param pages how many pages were read
     * @param read what they had
     */
    record MoreToRead(int pages, ReadSummary read, DeliverySummary delivery) implements Succeeded {
        @Override
        public MoreToRead withDelivery(DeliverySummary delivered) {
            return new MoreToRead(pages, read, delivered);
        }
    }

    /**
     * The inbox was compared with all current orders, and missing ones were stored.
     *
     * @param read the content of the answer
     */
    record Reconciled(ReadSummary read, DeliverySummary delivery) implements Succeeded {
        @Override
        public Reconciled withDelivery(DeliverySummary delivered) {
            return new Reconciled(read, delivered);
        }
    }

    /** Maskinporten or the API could not be reached, or failed. */
    record Unavailable(TrekkpaaleggException failure, DeliverySummary delivery) implements CallFailed {
        @Override
        public Unavailable withDelivery(DeliverySummary delivered) {
            return new Unavailable(failure, delivered);
        }
    }

    /** Maskinporten or the API refused the application: access is missing, or a setting is wrong. */
    record Refused(TrekkpaaleggException failure, DeliverySummary delivery) implements CallFailed {
        @Override
        public Refused withDelivery(DeliverySummary delivered) {
            return new Refused(failure, delivered);
        }
    }

    /** A whole answer could not be understood. */
    record Unreadable(TrekkpaaleggException failure, DeliverySummary delivery) implements CallFailed {
        @Override
        public Unreadable withDelivery(DeliverySummary delivered) {
            return new Unreadable(failure, delivered);
        }
    }

    /** The application's store failed: the database is away, or its tables are missing. */
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
     * Another transaction, on this node or another, held the employer's lock for longer than the limit of the wait. A later pass
     * stores and delivers the rest.
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

    /** The result of a failed call. */
    static CallFailed of(TrekkpaaleggException failure) {
        return switch (failure.kind()) {
            case TRANSIENT -> new Unavailable(failure, DeliverySummary.NOTHING);
            case UNREADABLE -> new Unreadable(failure, DeliverySummary.NOTHING);
            case ACCESS, CONFIGURATION -> new Refused(failure, DeliverySummary.NOTHING);
        };
    }
}
