package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a payment file needs to pay on what was withheld. {@link #toString()} shows the payee and the day only.
 *
 * @param kidnummer payment reference of the order
 * @param kontonummer bank account to pay to
 * @param betalingsmottaker organisation number of the payee
 * @param amount kroner, more than 0
 * @param dueDate first working day after the wage payment, by the Norwegian calendar
 */
public record PaymentInstruction(
        String kidnummer, String kontonummer, String betalingsmottaker, BigDecimal amount, LocalDate dueDate) {
    @Override
    public String toString() {
        return "PaymentInstruction[betalingsmottaker=" + betalingsmottaker + ", dueDate=" + dueDate + "]";
    }
}
