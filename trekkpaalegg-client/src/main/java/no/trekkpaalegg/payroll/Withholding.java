package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import no.trekkpaalegg.model.Betalingsinformasjon;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.jspecify.annotations.Nullable;

/**
 * What one order takes from one wage payment, and why. {@code due} is always the sum of {@code amount}, {@code later} and
 * {@code missing}. {@link #toString()} leaves out the money.
 *
 * @param order the order version that was applied
 * @param payment the wage payment
 * @param basis what the order says for the payment's date
 * @param due kroner that the order asks for at this payment: for a monthly amount, what the month still lacks
 * @param amount kroner to withhold now
 * @param later kroner of the monthly amount that later payments of the month can give
 * @param missing kroner that cannot be withheld in the month; the employer has to follow this up
 * @param monthlyAmountRule name of the {@link MonthlyAmountRule} that settled a month with different amounts, or {@code null} if the
 *     month has one amount only
 */
public record Withholding(
        Trekkpaalegg order,
        WagePayment payment,
        Basis basis,
        BigDecimal due,
        BigDecimal amount,
        BigDecimal later,
        BigDecimal missing,
        @Nullable String monthlyAmountRule) {

    /** What an order says for the date of a payment. */
    public enum Basis {
        /** A percent of gross pay. */
        PERCENT,
        /** An amount for the calendar month. */
        AMOUNT,
        /** A period with 0: nothing is withheld for a time. */
        PAUSE,
        /** No period covers the date, or the order has ended. */
        NO_PERIOD
    }

    /**
     * The payment to the payee, due on the first working day after the wage payment (contract section 1); empty if nothing is withheld.
     * One payment with its KID per order.
     */
    public Optional<PaymentInstruction> paymentInstruction() {
        if (amount.signum() == 0) {
            return Optional.empty();
        }
        Betalingsinformasjon to = order.betalingsinformasjon();
        LocalDate due = WorkingDays.firstAfter(payment.date());
        return Optional.of(
                new PaymentInstruction(to.kidnummer(), to.kontonummer(), to.betalingsmottaker(), amount, due));
    }

    @Override
    public String toString() {
        return "Withholding[trekkid=" + order.trekkid() + ", " + payment + ", " + basis + "]";
    }
}
