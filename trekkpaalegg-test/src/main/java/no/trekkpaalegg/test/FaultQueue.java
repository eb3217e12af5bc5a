package no.trekkpaalegg.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that wait for the next requests, in the order they were injected. Safe for use by many threads. */
final class FaultQueue {

    private static final class Waiting {
        final Fault fault;
        final @Nullable String employer;
        int times;

        Waiting(Fault fault, @Nullable String employer, int times) {
            this.fault = fault;
            this.employer = employer;
            this.times = times;
        }

        boolean concerns(@Nullable String requestEmployer) {
            return employer == null || employer.equals(requestEmployer);
        }

        boolean happensForTheLastTime() {
            times--;
            return times == 0;
        }
    }

    private final List<Waiting> queue = new ArrayList<>();

    /** @param employer whose requests alone are hit, or {@code null} for all requests */
    synchronized void add(Fault fault, int times, @Nullable String employer) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault happens once or more often");
        }
        queue.add(new Waiting(fault, employer, times));
    }

    /** @param employer the employer of the request, or {@code null} if unknown */
    synchronized Fault next(@Nullable String employer) {
        Optional<Waiting> first =
                queue.stream().filter(waiting -> waiting.concerns(employer)).findFirst();
        first.filter(Waiting::happensForTheLastTime).ifPresent(queue::remove);
        return first.map(waiting -> waiting.fault).orElseGet(Fault::none);
    }

    synchronized void clear() {
        queue.clear();
    }
}
