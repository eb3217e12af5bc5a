package no.trekkpaalegg.boot;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.boot.convert.DurationStyle;

/**
 * Checks a value of the configuration under its own key, and returns it if it is in range.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class PropertyCheck {

    private PropertyCheck() {}

    /**
     * Checks a whole number with a smallest value.
     *
     * @throws TrekkpaaleggConfigurationException if the value is too small
     */
    public static int atLeast(int least, String key, int value) {
        atLeast((long) least, key, value);
        return value;
    }

    /**
     * Checks a whole number with a smallest value.
     *
     * @throws TrekkpaaleggConfigurationException if the value is too small
     */
    public static long atLeast(long least, String key, long value) {
        if (value < least) {
            throw outOfRange(key, "it must be " + least + " or more, not " + value, "");
        }
        return value;
    }

    /**
     * A whole number that has a least and a largest value.
     *
     * @throws TrekkpaaleggConfigurationException if the value is outside
     */
    public static long between(long least, long largest, String key, long value) {
        if (value < least || value > largest) {
            throw outOfRange(key, "it must be from " + least + " to " + largest + ", not " + value, "");
        }
        return value;
    }

    /**
     * Checks a time that is longer than zero.
     *
     * @throws TrekkpaaleggConfigurationException if the value is zero or negative
     */
    public static Duration longerThanZero(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw outOfRange(key, "it must be longer than zero, not " + text(value), "");
        }
        return value;
    }

    /**
     * Checks a time that is zero or longer.
     *
     * @throws TrekkpaaleggConfigurationException if the value is negative
     */
    public static Duration notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw outOfRange(key, "it must not be negative", " Set it to 0 or more.");
        }
        return value;
    }

    /**
     * Checks a time with a smallest length. It finds numbers without a unit: 30 means 30 milliseconds.
     *
     * @throws TrekkpaaleggConfigurationException if the value is shorter than the least
     */
    public static Duration notShorterThan(Duration least, String key, Duration value) {
        if (value.compareTo(least) < 0) {
            throw outOfRange(
                    key,
                    text(value) + " is shorter than the least of " + text(least),
                    " Write the unit: 30s, 5m or 24h. A number without a unit is milliseconds.");
        }
        return value;
    }

    private static String text(Duration duration) {
        boolean wholeSeconds = duration.toMillis() % 1000 == 0;
        return DurationStyle.SIMPLE.print(duration, wholeSeconds ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
    }

    private static TrekkpaaleggConfigurationException outOfRange(String key, String problem, String hint) {
        return new TrekkpaaleggConfigurationException(key, problem, "Correct " + key + "." + hint);
    }
}
