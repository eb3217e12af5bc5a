package no.trekkpaalegg.feed;

import no.trekkpaalegg.model.TrekkpaaleggException;

/**
 * How one pass over the feed of an employer ended. Whatever became of reading, what was in the inbox has been delivered as far
 * as it could be: see {@link #delivery()}.
 */
public sealed interface PassResult {

    /** What was delivered in the pass. */
    DeliverySummary delivery();

    /** A pass that did not get all the way; it is tried again later and nothing is lost. */
    sealed interface Failed extends PassResult {
        /** What happened and what to do, without personal data. */
        String problem();
    }

    /**
     * Everything the authority had was read and stored.
     *
     * @param pages how many pages were read
     * @param received how many elements they had
     * @param stored how many of those were new and were stored for delivery
     * @param rejected how many of those were new and could not be understood, or name another configured employer
     */
    record CaughtUp(int pages, int received, int stored, int rejected, DeliverySummary delivery)
            implements PassResult {}

    /** Maskinporten or the API could not be reached or was out of order. */
    record Unavailable(TrekkpaaleggException failure, DeliverySummary delivery) implements Failed {
        @Override
        public String problem() {
            return messageOf(failure);
        }
    }

    /** Maskinporten or the API refused us: access is missing, or something is set up wrong. */
    record Refused(TrekkpaaleggException failure, DeliverySummary delivery) implements Failed {
        @Override
        public String problem() {
            return messageOf(failure);
        }
    }

    /** An answer as a whole could not be understood. */
    record Unreadable(TrekkpaaleggException failure, DeliverySummary delivery) implements Failed {
        @Override
        public String problem() {
            return messageOf(failure);
        }
    }

    /** Our own store failed: the database is away, or its tables are missing. */
    record StoreFailed(String problem, DeliverySummary delivery) implements Failed {}

    /** Polling of the employer is paused: nothing was read or delivered. */
    record Paused() implements PassResult {
        @Override
        public DeliverySummary delivery() {
            return DeliverySummary.NOTHING;
        }
    }

    /** Another pass for the employer is running in this process: nothing was read or delivered by this one. */
    record AlreadyRunning() implements PassResult {
        @Override
        public DeliverySummary delivery() {
            return DeliverySummary.NOTHING;
        }
    }

    /** The host is shutting down, and the pass ended early. */
    record Stopped(DeliverySummary delivery) implements PassResult {}

    private static String messageOf(TrekkpaaleggException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
