package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What was withheld under an order at an earlier wage payment. {@link #toString()} leaves out the money.
 *
 * @param date the day that wage was paid
 * @param amount kroner withheld, 0 or more
 */
public record EarlierWithholding(LocalDate date, BigDecimal amount) {
    /** @throws IllegalArgumentException if the amount is negative */
    public EarlierWithholding {
        Objects.requireNonNull(date, "date");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("what was withheld must not be negative");
        }
    }

    @Override
    public String toString() {
        return "EarlierWithholding[" + date + "]";
    }
}
