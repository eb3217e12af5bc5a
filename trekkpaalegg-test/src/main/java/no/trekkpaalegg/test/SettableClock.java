package no.trekkpaalegg.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until a test moves it, so that nobody sleeps. Safe for use by many threads; clocks derived with
 * {@link #withZone} show and follow the same time.
 */
public final class SettableClock extends Clock {
    private final SharedTime time;
    private final ZoneId zone;

    /** What clocks of different zones have in common. */
    private static final class SharedTime {
        private Instant now;

        SharedTime(Instant now) {
            this.now = now;
        }

        synchronized Instant now() {
            return now;
        }

        synchronized void set(Instant instant) {
            now = instant;
        }

        synchronized void advance(Duration duration) {
            now = now.plus(duration);
        }
    }

    /** A clock in UTC that shows the given time. */
    public SettableClock(Instant now) {
        this(new SharedTime(now), ZoneOffset.UTC);
    }

    private SettableClock(SharedTime time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /** Moves the clock to the given time, forward or back. */
    public void set(Instant instant) {
        time.set(instant);
    }

    /** Moves the clock on by the given duration; a negative one moves it back. */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    @Override
    public Instant instant() {
        return time.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId otherZone) {
        return new SettableClock(time, otherZone);
    }

    @Override
    public String toString() {
        return "SettableClock[" + instant() + "]";
    }
}
