package no.trekkpaalegg.boot;

import java.time.Clock;
import java.util.Objects;

/**
 * The clock of the whole library. A host that declares a bean of this type sets it, in a test for example; clocks of the host's own are
 * not used.
 *
 * @param clock tells the time
 */
public record TrekkpaaleggClock(Clock clock) {

    public TrekkpaaleggClock {
        Objects.requireNonNull(clock, "clock");
    }
}
