package no.trekkpaalegg.feed;

import java.time.Clock;
import java.time.Instant;

/**
 * What is left of a run for one employer. The first page and the first order version are always allowed, so that every run gets on.
 * For use by one thread.
 */
final class RunBudget {
    private final RunOptions options;
    private final boolean onDemand;
    private final Clock clock;
    private final Instant until;
    private int pages;
    private int orders;

    private RunBudget(RunOptions options, boolean onDemand, Clock clock) {
        this.options = options;
        this.onDemand = onDemand;
        this.clock = clock;
        this.until = clock.instant().plus(options.maxTime());
    }

    /** The budget of a run that the schedule starts: others wait for their turn. */
    static RunBudget scheduled(RunOptions options, Clock clock) {
        return new RunBudget(options, false, clock);
    }

    /** The budget of a run that the application or an operator asks for: all that is due is delivered, but pages may never end. */
    static RunBudget onDemand(RunOptions options, Clock clock) {
        return new RunBudget(options, true, clock);
    }

    boolean isOnDemand() {
        return onDemand;
    }

    /** Takes one page, if there is one left. */
    boolean takePage() {
        pages++;
        return pages == 1 || (pages <= options.maxPages() && isInTime());
    }

    /** Takes one order version, if there is one left. */
    boolean takeOrder() {
        orders++;
        return onDemand || orders == 1 || (orders <= options.maxOrders() && isInTime());
    }

    private boolean isInTime() {
        return onDemand || clock.instant().isBefore(until);
    }
}
