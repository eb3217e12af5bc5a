package no.trekkpaalegg.boot;

import java.time.Clock;
import java.util.Objects;

/**
 * The clock of the whole library. A host sets it with a bean of this type, for example in a test. Other clocks of the host are not
 * used.
 *
 * @param clock the clock
 */
public record TrekkpaaleggClock(Clock clock) {

    public TrekkpaaleggClock {
        Objects.requireNonNull(clock, "clock");
    }
}
