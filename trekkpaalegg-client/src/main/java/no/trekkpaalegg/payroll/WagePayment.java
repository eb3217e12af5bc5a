package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A wage payment to one person. {@link #toString()} leaves out the money.
 *
 * @param date the day the wage is paid; it picks the period of an order
 * @param gross gross pay in kroner, 0 or more
 * @param laterThisMonth gross pay in kroner that later payments of the same calendar month will bring, as far as it is known; 0 if this
 *     is the last payment of the month
 */
public record WagePayment(LocalDate date, BigDecimal gross, BigDecimal laterThisMonth) {
    /** @throws IllegalArgumentException if a sum is negative; the message leaves out the sums */
    public WagePayment {
        Objects.requireNonNull(date, "date");
        if (gross.signum() < 0 || laterThisMonth.signum() < 0) {
            throw new IllegalArgumentException("gross pay must not be negative, neither now nor later in the month");
        }
    }

    /** The last, or only, payment of the calendar month. */
    public static WagePayment lastOfMonth(LocalDate date, BigDecimal gross) {
        return new WagePayment(date, gross, BigDecimal.ZERO);
    }

    @Override
    public String toString() {
        return "WagePayment[" + date + "]";
    }
}
