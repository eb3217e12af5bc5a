package no.trekkpaalegg.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;

/** What holds for all orders and wages. */
class WithholdingPropertiesTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-09-01");

    @Property
    void whateverIsOrdered_theAmountIsNeverNegativeAndNeverMoreThanGrossPay(
            @ForAll("orders") @Size(max = 4) List<Trekkpaalegg> orders,
            @ForAll @BigRange(min = "0", max = "100000") @Scale(2) BigDecimal gross,
            @ForAll @BigRange(min = "0", max = "100000") @Scale(2) BigDecimal later,
            @ForAll RoundingMode mode) {
        if (mode == RoundingMode.UNNECESSARY) {
            return;
        }
        List<Withholding> withholdings = new WithholdingCalculator(Rounding.toKroner(mode))
                .calculateAll(
                        new WagePayment(FIRST, gross, later),
                        orders.stream().map(OrderToWithhold::firstOfMonth).toList());

        assertThat(withholdings).hasSameSizeAs(orders).allSatisfy(withholding -> {
            assertThat(withholding.amount()).isNotNegative();
            assertThat(withholding.later()).isNotNegative();
            assertThat(withholding.missing()).isNotNegative();
            assertThat(withholding.amount().add(withholding.later()).add(withholding.missing()))
                    .isEqualByComparingTo(withholding.due());
        });
        assertThat(sum(withholdings)).isLessThanOrEqualTo(gross);
    }

    @Property
    void howeverTheMonthIsSplit_theSumIsTheAmountIfGrossPaySufficesAndNeverMore(
            @ForAll @BigRange(min = "0", max = "20000") @Scale(2) BigDecimal amount,
            @ForAll @Size(min = 1, max = 6) List<@BigRange(min = "0", max = "10000") @Scale(2) BigDecimal> wages) {
        Trekkpaalegg order =
                PublishedOrders.order("a", 1, Trekkstatus.AKTIV, "2025-01-01 - A" + amount.toPlainString());
        WithholdingCalculator calculator = new WithholdingCalculator(Rounding.toKroner(RoundingMode.DOWN));
        BigDecimal allWages = wages.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = allWages;
        List<EarlierWithholding> earlier = new ArrayList<>();
        BigDecimal missing = BigDecimal.ZERO;
        for (int day = 0; day < wages.size(); day++) {
            left = left.subtract(wages.get(day));
            WagePayment payment = new WagePayment(FIRST.plusDays(day), wages.get(day), left);
            Withholding withholding = calculator.calculate(payment, new OrderToWithhold(order, earlier));
            earlier.add(new EarlierWithholding(payment.date(), withholding.amount()));
            missing = withholding.missing();
        }

        BigDecimal ofMonth = earlier.stream().map(EarlierWithholding::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(ofMonth).isEqualByComparingTo(amount.min(allWages));
        assertThat(missing).isEqualByComparingTo(amount.subtract(ofMonth));
    }

    @Property
    void whicheverOrderComesFirst_theSumIsTheSame(
            @ForAll("orders") @Size(min = 2, max = 4) List<Trekkpaalegg> orders,
            @ForAll @BigRange(min = "0", max = "30000") @Scale(2) BigDecimal gross) {
        WagePayment payment = WagePayment.lastOfMonth(FIRST, gross);
        List<OrderToWithhold> forwards =
                orders.stream().map(OrderToWithhold::firstOfMonth).toList();
        List<OrderToWithhold> backwards = new ArrayList<>(forwards);
        Collections.reverse(backwards);

        assertThat(sum(asGiven().calculateAll(payment, forwards)))
                .isEqualByComparingTo(sum(asGiven().calculateAll(payment, backwards)));
    }

    @Provide
    Arbitrary<List<Trekkpaalegg>> orders() {
        Arbitrary<BigDecimal> percents = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(100))
                .ofScale(1);
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(20_000))
                .ofScale(2);
        Arbitrary<String> sizes = Arbitraries.oneOf(
                percents.map(percent -> "P" + percent.toPlainString()),
                amounts.map(amount -> "A" + amount.toPlainString()));
        return Combinators.combine(Arbitraries.integers().between(1, 1000), sizes)
                .as((id, size) -> PublishedOrders.order("order-" + id, 1, Trekkstatus.AKTIV, "2025-01-01 - " + size))
                .list();
    }

    /** Takes the orders as they come. */
    private static WithholdingCalculator asGiven() {
        return new WithholdingCalculator(
                Rounding.toOere(RoundingMode.DOWN),
                MonthlyAmountRule.PERIOD_OF_PAYMENT_DATE,
                Comparator.comparing(any -> 0));
    }

    private static BigDecimal sum(List<Withholding> withholdings) {
        return withholdings.stream().map(Withholding::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
