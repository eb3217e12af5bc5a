package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;

/**
 * Decides what a calendar month asks for when an order has different amounts in it. The authority publishes no rule for this case.
 * Implementations are safe for use by many threads.
 */
public interface MonthlyAmountRule {
    /**
     * The rule that is used unless the caller says otherwise: the period of the payment's date decides the amount of the month for that
     * payment, and what was withheld before in the month counts against it.
     */
    MonthlyAmountRule PERIOD_OF_PAYMENT_DATE = new MonthlyAmountRule() {
        @Override
        public String name() {
            return "period-of-payment-date";
        }

        @Override
        public BigDecimal amount(
                LocalDate paymentDate, BigDecimal ofPaymentDate, List<TrekkstoerrelseForPeriode> periodsOfMonth) {
            return ofPaymentDate;
        }
    };

    /** The name under which a {@link Withholding} says that the rule was used. */
    String name();

    /**
     * The amount of the month, for a payment on the given date.
     *
     * @param ofPaymentDate amount of the period that covers the payment's date
     * @param periodsOfMonth the periods with an amount that cover at least one day of the calendar month, by start date
     * @return kroner, 0 or more
     */
    BigDecimal amount(LocalDate paymentDate, BigDecimal ofPaymentDate, List<TrekkstoerrelseForPeriode> periodsOfMonth);
}
