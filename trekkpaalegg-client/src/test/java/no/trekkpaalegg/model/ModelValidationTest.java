package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records of the model accept, and what they show of themselves. */
class ModelValidationTest {
    private static final String PERSON = "10908412345";
    private static final TrekkstoerrelseForPeriode PERIOD =
            new TrekkstoerrelseForPeriode(LocalDate.parse("2026-02-10"), null, new Trekkbeloep(new BigDecimal("4400")));
    private static final Betalingsinformasjon PAYMENT =
            new Betalingsinformasjon("971648199", "6487719756", "70213997155");

    @Test
    void whenNumbersAreAtTheirLowest_thenTheOrderIsAccepted() {
        Trekkpaalegg order = order(1, 0, List.of(PERIOD));

        assertThat(order.trekkversjon()).isEqualTo(1);
        assertThat(order.sekvensnummer()).isZero();
    }

    @Test
    void whenTheVersionIsZero_thenTheOrderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(0, 159, List.of(PERIOD)))
                .withMessageContaining("trekkversjon");
    }

    @Test
    void whenTheSequenceNumberIsNegative_thenTheOrderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(1, -1, List.of(PERIOD)))
                .withMessageContaining("sekvensnummer");
    }

    @Test
    void whenThereIsNoPeriod_thenTheOrderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(1, 159, List.of()))
                .withMessageContaining("trekkstoerrelseForPeriode");
    }

    @Test
    void whenTheListOfPeriodsIsChangedAfterwards_thenTheOrderIsNot() {
        List<TrekkstoerrelseForPeriode> periods = new ArrayList<>(List.of(PERIOD));
        Trekkpaalegg order = order(1, 159, periods);

        periods.clear();

        assertThat(order.trekkstoerrelseForPeriode()).containsExactly(PERIOD);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> order.trekkstoerrelseForPeriode().clear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "23.0", "100", "100.00"})
    void whenThePercentIsFromZeroToHundred_thenItIsAccepted(String percent) {
        assertThat(new Trekkprosent(new BigDecimal(percent)).trekkprosent()).isEqualTo(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "100.01"})
    void whenThePercentIsOutOfRange_thenItIsRefused(String percent) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Trekkprosent(new BigDecimal(percent)));
    }

    @Test
    void whenTheAmountIsZeroOrMore_thenItIsAccepted() {
        assertThat(new Trekkbeloep(BigDecimal.ZERO).trekkbeloep()).isZero();
        assertThat(new Trekkbeloep(new BigDecimal("1000000")).trekkbeloep()).isEqualTo("1000000");
    }

    @Test
    void whenTheAmountIsNegative_thenItIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Trekkbeloep(new BigDecimal("-0.01")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1090841234", "109084123456", "1090841234x", " 10908412345", "١٠٩٠٨٤١٢٣٤٥"})
    void whenTheIdentityNumberIsNotElevenDigits_thenItIsRefusedWithoutBeingRepeated(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Foedselsnummer(value))
                .withMessage("a national identity number has eleven digits");
    }

    @Test
    void whenAMandatoryPartIsNull_thenTheMessageNamesIt() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Foedselsnummer(null))
                .withMessage("value");
        assertThatNullPointerException().isThrownBy(() -> new Trekkstatus(null)).withMessage("value");
        assertThatNullPointerException()
                .isThrownBy(() -> new Trekkprosent(null))
                .withMessage("trekkprosent");
        assertThatNullPointerException().isThrownBy(() -> new Trekkbeloep(null)).withMessage("trekkbeloep");
        assertThatNullPointerException()
                .isThrownBy(() -> new TrekkstoerrelseForPeriode(null, null, new Trekkbeloep(BigDecimal.ONE)))
                .withMessage("startdato");
        assertThatNullPointerException()
                .isThrownBy(() -> new TrekkstoerrelseForPeriode(LocalDate.EPOCH, null, null))
                .withMessage("trekkstoerrelse");
        assertThatNullPointerException()
                .isThrownBy(() -> new Betalingsinformasjon("971648199", null, "70213997155"))
                .withMessage("kidnummer");
    }

    @Test
    void whenTheStatusIsAvsluttet_thenTheOrderHasEnded_otherwiseNot() {
        assertThat(new Trekkstatus("avsluttet").isAvsluttet()).isTrue();
        assertThat(new Trekkstatus("aktiv").isAvsluttet()).isFalse();
        assertThat(new Trekkstatus("paa-vent").isAvsluttet()).isFalse();
        assertThat(new Trekkstatus("paa-vent")).hasToString("paa-vent");
    }

    @Test
    void whenTheIdentityNumberIsPrinted_thenNoDigitIsShown() {
        Foedselsnummer skyldner = new Foedselsnummer(PERSON);

        assertThat(skyldner.toString()).doesNotContainPattern("\\d");
        assertThat(skyldner.value()).isEqualTo(PERSON);
    }

    @Test
    void whenTheOrderIsPrinted_thenItIsNamedWithoutPersonAndMoney() {
        assertThat(order(2, 159, List.of(PERIOD)).toString())
                .contains("10001", "trekkversjon=2", "159", "aktiv", "313367002")
                .doesNotContain(PERSON, "4400", "6487719756", "70213997155", "TREKK/2026/4");
    }

    @Test
    void whenThePaymentIsPrinted_thenAccountAndKidAreLeftOut() {
        assertThat(PAYMENT.toString()).contains("971648199").doesNotContain("6487719756", "70213997155");
    }

    private static Trekkpaalegg order(int version, long sequenceNumber, List<TrekkstoerrelseForPeriode> periods) {
        return new Trekkpaalegg(
                "10001",
                version,
                sequenceNumber,
                Instant.EPOCH,
                "TREKK/2026/4",
                "313367002",
                new Foedselsnummer(PERSON),
                Trekkstatus.AKTIV,
                periods,
                PAYMENT);
    }
}
