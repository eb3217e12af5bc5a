package no.trekkpaalegg.payroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;
import no.trekkpaalegg.payroll.Withholding.Basis;
import org.junit.jupiter.api.Test;

class WithholdingCalculatorTest {
    private static final LocalDate PAYDAY = LocalDate.parse("2025-09-12");

    private final WithholdingCalculator calculator = new WithholdingCalculator(Rounding.toKroner(RoundingMode.DOWN));

    @Test
    void whenThePercentDoesNotComeOutEven_thenTheCallersRoundingDecides() {
        Trekkpaalegg order = aktiv("a", "2025-08-10 - P17.5");
        OrderToWithhold input = OrderToWithhold.firstOfMonth(order);
        WagePayment payment = WagePayment.lastOfMonth(PAYDAY, new BigDecimal("1234.56"));

        assertThat(calculator.calculate(payment, input).amount()).isEqualByComparingTo("216");
        assertThat(new WithholdingCalculator(Rounding.toKroner(RoundingMode.UP))
                        .calculate(payment, input)
                        .amount())
                .isEqualByComparingTo("217");
        assertThat(new WithholdingCalculator(Rounding.toOere(RoundingMode.HALF_UP))
                        .calculate(payment, input)
                        .amount())
                .isEqualByComparingTo("216.05");
    }

    @Test
    void whenRoundingUpWouldPassGrossPay_thenGrossPayIsTheLimit() {
        Withholding withholding = new WithholdingCalculator(Rounding.toKroner(RoundingMode.UP))
                .calculate(
                        WagePayment.lastOfMonth(PAYDAY, new BigDecimal("10.40")),
                        OrderToWithhold.firstOfMonth(aktiv("a", "2025-08-10 - P100")));

        assertThat(withholding.amount()).isEqualByComparingTo("10.40");
        assertThat(withholding.missing()).isEqualByComparingTo("0");
    }

    @Test
    void whenSeveralOrdersWantMoreThanGrossPay_thenTheOldestIsServedFirstAndTheRestIsSaid() {
        OrderToWithhold young = OrderToWithhold.firstOfMonth(aktiv("young", "2025-09-01 - A600"));
        OrderToWithhold old = OrderToWithhold.firstOfMonth(aktiv("old", "2025-01-01 - P50"));
        WagePayment payment = new WagePayment(PAYDAY, new BigDecimal("1000"), new BigDecimal("70"));

        List<Withholding> withholdings = calculator.calculateAll(payment, List.of(young, old));

        assertThat(withholdings)
                .extracting(withholding -> withholding.order().trekkid())
                .containsExactly("old", "young");
        assertThat(withholdings.get(0).amount()).isEqualByComparingTo("500");
        assertThat(withholdings.get(1).amount()).isEqualByComparingTo("500");
        assertThat(withholdings.get(1).later()).isEqualByComparingTo("70");
        assertThat(withholdings.get(1).missing()).isEqualByComparingTo("30");
    }

    @Test
    void whenTheCallerHasAnotherSequence_thenItIsUsed() {
        WithholdingCalculator byName = new WithholdingCalculator(
                Rounding.toKroner(RoundingMode.DOWN),
                MonthlyAmountRule.PERIOD_OF_PAYMENT_DATE,
                Comparator.comparing(Trekkpaalegg::trekkid).reversed());

        List<Withholding> withholdings = byName.calculateAll(
                WagePayment.lastOfMonth(PAYDAY, new BigDecimal("100")),
                List.of(
                        OrderToWithhold.firstOfMonth(aktiv("a", "2025-01-01 - A80")),
                        OrderToWithhold.firstOfMonth(aktiv("b", "2025-09-01 - A80"))));

        assertThat(withholdings.stream()
                        .collect(Collectors.toMap(
                                w -> w.order().trekkid(), w -> w.amount().intValueExact())))
                .containsEntry("b", 80)
                .containsEntry("a", 20);
    }

    @Test
    void whenTheCallerHasAnotherRuleForTwoAmounts_thenItDecidesAndIsNamed() {
        MonthlyAmountRule largest = new MonthlyAmountRule() {
            @Override
            public String name() {
                return "largest-of-month";
            }

            @Override
            public BigDecimal amount(
                    LocalDate paymentDate, BigDecimal ofPaymentDate, List<TrekkstoerrelseForPeriode> periodsOfMonth) {
                return new BigDecimal("8000");
            }
        };
        WithholdingCalculator withRule = new WithholdingCalculator(
                Rounding.toKroner(RoundingMode.DOWN), largest, WithholdingCalculator.OLDEST_FIRST);
        OrderToWithhold order = OrderToWithhold.firstOfMonth(PublishedOrders.get("6/3"));

        Withholding september = withRule.calculate(payment("2025-09-26", "40000"), order);
        Withholding november = withRule.calculate(payment("2025-11-12", "40000"), order);

        assertThat(september.amount()).isEqualByComparingTo("8000");
        assertThat(september.monthlyAmountRule()).isEqualTo("largest-of-month");
        assertThat(november.amount()).isEqualByComparingTo("5000");
        assertThat(november.monthlyAmountRule()).isNull();
    }

    @Test
    void whenAnAmountWasWithheldInAnotherMonth_thenItDoesNotCount() {
        OrderToWithhold order = new OrderToWithhold(
                PublishedOrders.get("2/1"),
                List.of(new EarlierWithholding(LocalDate.parse("2025-08-29"), new BigDecimal("5000"))));

        assertThat(calculator.calculate(payment("2025-09-12", "40000"), order).amount())
                .isEqualByComparingTo("5000");
        assertThat(calculator.calculate(payment("2025-08-31", "40000"), order).amount())
                .isEqualByComparingTo("0");
    }

    @Test
    void whenAnEndedOrderHasAPeriodWithoutEnd_thenItNoLongerApplies() {
        Trekkpaalegg ended = PublishedOrders.order("a", 2, Trekkstatus.AVSLUTTET, "2025-08-10 - P17");

        Withholding withholding =
                calculator.calculate(payment("2025-09-12", "40000"), OrderToWithhold.firstOfMonth(ended));

        assertThat(withholding.basis()).isEqualTo(Basis.NO_PERIOD);
        assertThat(withholding.paymentInstruction()).isEmpty();
    }

    @Test
    void whenSomethingIsWithheld_thenThePaymentIsDueTheFirstWorkingDayAfterTheWage() {
        OrderToWithhold order = OrderToWithhold.firstOfMonth(PublishedOrders.get("1/1"));

        assertThat(dueDate(order, "2025-09-11")).isEqualTo("2025-09-12");
        assertThat(dueDate(order, "2025-09-12")).isEqualTo("2025-09-15");
        assertThat(dueDate(order, "2026-04-01")).as("Easter").isEqualTo("2026-04-07");
        assertThat(dueDate(order, "2026-05-13"))
                .as("Ascension Day, then the weekend with 17 May on its Sunday")
                .isEqualTo("2026-05-15");
        assertThat(dueDate(order, "2026-04-30")).as("1 May on a Friday").isEqualTo("2026-05-04");
        assertThat(dueDate(order, "2025-12-24")).as("Christmas").isEqualTo("2025-12-29");
    }

    @Test
    void whenAPaymentInstructionIsMade_thenItHasWhatAPaymentFileNeeds() {
        PaymentInstruction instruction = calculator
                .calculate(payment("2025-09-12", "40000"), OrderToWithhold.firstOfMonth(PublishedOrders.get("1/1")))
                .paymentInstruction()
                .orElseThrow();

        assertThat(instruction)
                .isEqualTo(new PaymentInstruction(
                        "6487719756",
                        "70213997155",
                        "971648199",
                        new BigDecimal("6800"),
                        LocalDate.parse("2025-09-15")));
    }

    @Test
    void whenResultsAreLogged_thenNoMoneyAndNoPersonIsShown() {
        OrderToWithhold order = new OrderToWithhold(
                PublishedOrders.get("2/1"), List.of(new EarlierWithholding(PAYDAY, new BigDecimal("1111"))));
        Withholding withholding = calculator.calculate(payment("2025-09-12", "54321"), order);

        assertThat(withholding + " " + withholding.paymentInstruction() + " " + order)
                .doesNotContain("54321", "1111", "3889", "10908412345", "6487719756", "70213997155");
    }

    @Test
    void whenSumsAreNegative_thenTheyAreRefused() {
        BigDecimal minusOne = new BigDecimal("-1");

        assertThatIllegalArgumentException().isThrownBy(() -> WagePayment.lastOfMonth(PAYDAY, minusOne));
        assertThatIllegalArgumentException().isThrownBy(() -> new WagePayment(PAYDAY, BigDecimal.ONE, minusOne));
        assertThatIllegalArgumentException().isThrownBy(() -> new EarlierWithholding(PAYDAY, minusOne));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rounding(-1, RoundingMode.DOWN));
    }

    private LocalDate dueDate(OrderToWithhold order, String paid) {
        return calculator
                .calculate(payment(paid, "40000"), order)
                .paymentInstruction()
                .orElseThrow()
                .dueDate();
    }

    private static WagePayment payment(String date, String gross) {
        return WagePayment.lastOfMonth(LocalDate.parse(date), new BigDecimal(gross));
    }

    private static Trekkpaalegg aktiv(String trekkid, String period) {
        return PublishedOrders.order(trekkid, 1, Trekkstatus.AKTIV, period);
    }
}
