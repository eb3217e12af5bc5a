package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * How a percent of gross pay is rounded. The authority publishes no rule, so the caller chooses.
 *
 * @param decimals digits after the decimal point, 0 (kroner) or more
 * @param mode what to do with the rest
 */
public record Rounding(int decimals, RoundingMode mode) {
    /** @throws IllegalArgumentException if the number of decimals is negative */
    public Rounding {
        Objects.requireNonNull(mode, "mode");
        if (decimals < 0) {
            throw new IllegalArgumentException("the number of decimals must be 0 or more, not " + decimals);
        }
    }

    /** Whole kroner. */
    public static Rounding toKroner(RoundingMode mode) {
        return new Rounding(0, mode);
    }

    /** Whole øre, two decimals. */
    public static Rounding toOere(RoundingMode mode) {
        return new Rounding(2, mode);
    }

    BigDecimal round(BigDecimal exact) {
        return exact.setScale(decimals, mode);
    }
}
