package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import org.junit.jupiter.api.Test;

/** Which percent or amount applies on a wage payment date. */
class TrekkstoerrelseForTest {
    private static final Trekkstoerrelse PERCENT = new Trekkprosent(new BigDecimal("23.0"));
    private static final Trekkstoerrelse AMOUNT = new Trekkbeloep(new BigDecimal("4400"));

    @Test
    void whenPaymentIsBeforeTheFirstPeriod_thenNothingIsWithheld() {
        assertThat(aktiv(closedPeriod()).trekkstoerrelseFor(date("2026-02-09"))).isEmpty();
    }

    @Test
    void whenPaymentIsOnTheStartDate_thenThePeriodApplies() {
        assertThat(aktiv(closedPeriod()).trekkstoerrelseFor(date("2026-02-10"))).contains(PERCENT);
    }

    @Test
    void whenPaymentIsOnTheEndDate_thenThePeriodApplies() {
        assertThat(aktiv(closedPeriod()).trekkstoerrelseFor(date("2026-03-09"))).contains(PERCENT);
    }

    @Test
    void whenPaymentIsAfterTheEndDate_thenNothingIsWithheld() {
        assertThat(aktiv(closedPeriod()).trekkstoerrelseFor(date("2026-03-10"))).isEmpty();
    }

    @Test
    void whenPaymentIsBetweenTwoPeriods_thenNothingIsWithheld() {
        Trekkpaalegg order = aktiv(closedPeriod(), period("2026-04-01", "2026-04-30", AMOUNT));

        assertThat(order.trekkstoerrelseFor(date("2026-03-31"))).isEmpty();
        assertThat(order.trekkstoerrelseFor(date("2026-04-01"))).contains(AMOUNT);
    }

    @Test
    void whenPeriodsFollowEachOther_thenTheDayAfterTheEndBelongsToTheNext() {
        Trekkpaalegg order = aktiv(closedPeriod(), period("2026-03-10", null, AMOUNT));

        assertThat(order.trekkstoerrelseFor(date("2026-03-09"))).contains(PERCENT);
        assertThat(order.trekkstoerrelseFor(date("2026-03-10"))).contains(AMOUNT);
    }

    @Test
    void whenAPeriodIsOneDayLong_thenItAppliesOnThatDayOnly() {
        Trekkpaalegg order = aktiv(period("2026-03-10", "2026-03-10", PERCENT));

        assertThat(order.trekkstoerrelseFor(date("2026-03-09"))).isEmpty();
        assertThat(order.trekkstoerrelseFor(date("2026-03-10"))).contains(PERCENT);
        assertThat(order.trekkstoerrelseFor(date("2026-03-11"))).isEmpty();
    }

    @Test
    void whenPeriodsOverlap_thenTheOneThatStartsLastApplies_inWhateverOrderTheyCame() {
        TrekkstoerrelseForPeriode early = period("2026-01-01", "2026-12-31", PERCENT);
        TrekkstoerrelseForPeriode late = period("2026-03-01", "2026-03-31", AMOUNT);

        assertThat(aktiv(early, late).trekkstoerrelseFor(date("2026-03-15"))).contains(AMOUNT);
        assertThat(aktiv(late, early).trekkstoerrelseFor(date("2026-03-15"))).contains(AMOUNT);
        assertThat(aktiv(late, early).trekkstoerrelseFor(date("2026-04-01"))).contains(PERCENT);
    }

    @Test
    void whenNoEndIsSet_thenThePeriodAppliesFromItsStartOn() {
        Trekkpaalegg order = aktiv(period("2026-03-10", null, AMOUNT));

        assertThat(order.trekkstoerrelseFor(date("2026-03-09"))).isEmpty();
        assertThat(order.trekkstoerrelseFor(date("2099-01-01"))).contains(AMOUNT);
    }

    @Test
    void whenTheOrderHasEnded_thenAPeriodWithoutEndNoLongerApplies() {
        assertThat(order(Trekkstatus.AVSLUTTET, period("2026-03-10", null, AMOUNT))
                        .trekkstoerrelseFor(date("2026-03-15")))
                .isEmpty();
    }

    @Test
    void whenTheOrderHasEnded_thenAPeriodWithEndStillAnswersForPastDates() {
        Trekkpaalegg order = order(Trekkstatus.AVSLUTTET, closedPeriod());

        assertThat(order.trekkstoerrelseFor(date("2026-03-09"))).contains(PERCENT);
        assertThat(order.trekkstoerrelseFor(date("2026-03-10"))).isEmpty();
    }

    @Test
    void whenTheStatusIsUnknown_thenThePeriodsApply() {
        assertThat(order(new Trekkstatus("paa-vent"), period("2026-03-10", null, AMOUNT))
                        .trekkstoerrelseFor(date("2026-03-15")))
                .contains(AMOUNT);
    }

    @Test
    void whenThePeriodEndsBeforeItStarts_thenItNeverApplies() {
        Trekkpaalegg order = aktiv(period("2026-03-10", "2026-03-09", AMOUNT));

        assertThat(order.trekkstoerrelseFor(date("2026-03-09"))).isEmpty();
        assertThat(order.trekkstoerrelseFor(date("2026-03-10"))).isEmpty();
    }

    @Test
    void whenThePeriodIsAPause_thenZeroIsWithheldAndNotNothing() {
        Trekkstoerrelse pause = new Trekkbeloep(BigDecimal.ZERO);

        assertThat(aktiv(period("2026-03-10", null, pause)).trekkstoerrelseFor(date("2026-03-15")))
                .contains(pause);
    }

    private static TrekkstoerrelseForPeriode closedPeriod() {
        return period("2026-02-10", "2026-03-09", PERCENT);
    }

    private static TrekkstoerrelseForPeriode period(String start, String end, Trekkstoerrelse size) {
        return new TrekkstoerrelseForPeriode(date(start), end == null ? null : date(end), size);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static Trekkpaalegg aktiv(TrekkstoerrelseForPeriode... periods) {
        return order(Trekkstatus.AKTIV, periods);
    }

    private static Trekkpaalegg order(Trekkstatus status, TrekkstoerrelseForPeriode... periods) {
        return new Trekkpaalegg(
                "10001",
                1,
                159,
                Instant.parse("2026-01-05T15:00:00Z"),
                null,
                "313367002",
                new Foedselsnummer("10908412345"),
                status,
                List.of(periods),
                new Betalingsinformasjon("971648199", "6487719756", "70213997155"));
    }
}
