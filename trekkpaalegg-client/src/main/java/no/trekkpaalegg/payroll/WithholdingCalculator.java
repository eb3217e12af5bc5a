package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstoerrelse;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;
import no.trekkpaalegg.payroll.Withholding.Basis;
import org.jspecify.annotations.Nullable;

/**
 * Calculates what to withhold at a wage payment (contract section 1, "What payroll does with it"):
 *
 * <ol>
 *   <li>The period that covers the payment's date decides. Without one, or with 0 in it, nothing is withheld.
 *   <li>A percent is taken of gross pay at every payment.
 *   <li>An amount is taken once per calendar month: as much of it as gross pay allows at the first payment, the rest at the next ones.
 *       What was withheld earlier in the month counts against it if it was withheld as an amount; a percent taken earlier in the month
 *       does not.
 *   <li>Different amounts in one month are settled by a {@link MonthlyAmountRule}.
 *   <li>Several orders on one person are taken in a stated sequence, each from what the ones before have left of gross pay. The sequence
 *       decides who gets how much of too little, never the sum.
 * </ol>
 *
 * <p>Pure: it reads no clock and keeps nothing. Immutable and safe for use by many threads.
 */
public final class WithholdingCalculator {
    /** By the start of the first period, which is the same in all versions of an order, then by {@code trekkid}. */
    public static final Comparator<Trekkpaalegg> OLDEST_FIRST =
            Comparator.comparing(WithholdingCalculator::firstStart).thenComparing(Trekkpaalegg::trekkid);

    private static final int PERCENT_DECIMALS = 2;

    private final Rounding rounding;
    private final MonthlyAmountRule monthlyAmountRule;
    private final Comparator<Trekkpaalegg> sequence;

    /**
     * A calculator with {@link MonthlyAmountRule#PERIOD_OF_PAYMENT_DATE} and {@link #OLDEST_FIRST}.
     *
     * @param rounding how a percent of gross pay is rounded
     */
    public WithholdingCalculator(Rounding rounding) {
        this(rounding, MonthlyAmountRule.PERIOD_OF_PAYMENT_DATE, OLDEST_FIRST);
    }

    /**
     * @param rounding how a percent of gross pay is rounded
     * @param monthlyAmountRule what applies when a month has different amounts
     * @param sequence in which several orders on one person are taken
     */
    public WithholdingCalculator(
            Rounding rounding, MonthlyAmountRule monthlyAmountRule, Comparator<Trekkpaalegg> sequence) {
        this.rounding = Objects.requireNonNull(rounding, "rounding");
        this.monthlyAmountRule = Objects.requireNonNull(monthlyAmountRule, "monthlyAmountRule");
        this.sequence = Objects.requireNonNull(sequence, "sequence");
    }

    /** What to withhold under the only order on a person. */
    public Withholding calculate(WagePayment payment, OrderToWithhold order) {
        return calculateAll(payment, List.of(order)).get(0);
    }

    /**
     * What to withhold under each of the orders on one person, in the sequence in which they are taken.
     *
     * @param orders the latest version of each order on the person, ended ones too
     */
    public List<Withholding> calculateAll(WagePayment payment, Collection<OrderToWithhold> orders) {
        BigDecimal now = payment.gross();
        BigDecimal later = payment.laterThisMonth();
        List<Withholding> withholdings = new ArrayList<>();
        for (OrderToWithhold order : inSequence(orders)) {
            Withholding next = calculate(payment, order, now, later);
            now = now.subtract(next.amount());
            later = later.subtract(next.later());
            withholdings.add(next);
        }
        return withholdings;
    }

    private List<OrderToWithhold> inSequence(Collection<OrderToWithhold> orders) {
        return orders.stream()
                .sorted(Comparator.comparing(OrderToWithhold::order, sequence))
                .toList();
    }

    private Withholding calculate(WagePayment payment, OrderToWithhold order, BigDecimal now, BigDecimal later) {
        Trekkstoerrelse size = order.order().trekkstoerrelseFor(payment.date()).orElse(null);
        if (size instanceof Trekkprosent percent) {
            return percent(payment, order.order(), percent.trekkprosent(), now);
        }
        if (size instanceof Trekkbeloep amount) {
            return amount(payment, order, amount.trekkbeloep(), now, later);
        }
        return nothing(payment, order.order(), Basis.NO_PERIOD, null);
    }

    /** What gross pay cannot give of a percent is not made up for later: each payment has its own percent. */
    private Withholding percent(WagePayment payment, Trekkpaalegg order, BigDecimal percent, BigDecimal now) {
        if (percent.signum() == 0) {
            return nothing(payment, order, Basis.PAUSE, null);
        }
        BigDecimal exact = payment.gross().multiply(percent).movePointLeft(PERCENT_DECIMALS);
        BigDecimal due = rounding.round(exact).min(payment.gross());
        BigDecimal withheld = due.min(now);
        return new Withholding(
                order, payment, Basis.PERCENT, due, withheld, BigDecimal.ZERO, due.subtract(withheld), null);
    }

    private Withholding amount(
            WagePayment payment, OrderToWithhold order, BigDecimal ofPaymentDate, BigDecimal now, BigDecimal later) {
        List<TrekkstoerrelseForPeriode> periods = periodsWithAmount(order.order(), YearMonth.from(payment.date()));
        boolean different = periods.stream()
                        .map(period -> ((Trekkbeloep) period.trekkstoerrelse())
                                .trekkbeloep()
                                .stripTrailingZeros())
                        .distinct()
                        .count()
                > 1;
        String rule = different ? monthlyAmountRule.name() : null;
        BigDecimal ofMonth =
                different ? monthlyAmountRule.amount(payment.date(), ofPaymentDate, periods) : ofPaymentDate;
        if (ofMonth.signum() == 0) {
            return nothing(payment, order.order(), Basis.PAUSE, rule);
        }
        BigDecimal due =
                ofMonth.subtract(withheldAsAmount(order, payment.date())).max(BigDecimal.ZERO);
        BigDecimal withheld = due.min(now);
        BigDecimal rest = due.subtract(withheld);
        BigDecimal left = rest.min(later);
        return new Withholding(order.order(), payment, Basis.AMOUNT, due, withheld, left, rest.subtract(left), rule);
    }

    private static BigDecimal withheldAsAmount(OrderToWithhold order, LocalDate paymentDate) {
        YearMonth month = YearMonth.from(paymentDate);
        return order.earlier().stream()
                .filter(earlier -> YearMonth.from(earlier.date()).equals(month))
                .filter(earlier ->
                        !(order.order().trekkstoerrelseFor(earlier.date()).orElse(null) instanceof Trekkprosent))
                .map(EarlierWithholding::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<TrekkstoerrelseForPeriode> periodsWithAmount(Trekkpaalegg order, YearMonth month) {
        return order.trekkstoerrelseForPeriode().stream()
                .filter(period -> period.trekkstoerrelse() instanceof Trekkbeloep)
                .filter(period -> month.atDay(1)
                        .datesUntil(month.atEndOfMonth().plusDays(1))
                        .anyMatch(day -> order.trekkstoerrelseFor(day)
                                        .filter(period.trekkstoerrelse()::equals)
                                        .isPresent()
                                && period.covers(day)))
                .sorted(Comparator.comparing(TrekkstoerrelseForPeriode::startdato))
                .toList();
    }

    private static LocalDate firstStart(Trekkpaalegg order) {
        return order.trekkstoerrelseForPeriode().stream()
                .map(TrekkstoerrelseForPeriode::startdato)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Withholding nothing(WagePayment payment, Trekkpaalegg order, Basis basis, @Nullable String rule) {
        BigDecimal zero = BigDecimal.ZERO;
        return new Withholding(order, payment, basis, zero, zero, zero, zero, rule);
    }
}
