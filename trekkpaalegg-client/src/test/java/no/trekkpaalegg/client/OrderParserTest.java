package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of orders, in all the ways they may be written. */
class OrderParserTest extends OrderParserFixture {
    @ParameterizedTest
    @ValueSource(strings = {"17", "17.0", "17.00", "\"17\"", "\"17.0\"", "\"17.00\"", "1.7e1"})
    void whenThePercentIsWrittenInAnotherWay_thenItIsTheSamePercent(String percent) {
        Trekkpaalegg order = valid(OrderJson.with("/trekkstoerrelseForPeriode/0/trekkprosent/trekkprosent", percent));

        assertThat(((Trekkprosent) order.trekkstoerrelseForPeriode().get(0).trekkstoerrelse()).trekkprosent())
                .isEqualByComparingTo("17");
    }

    @ParameterizedTest
    @CsvSource({"5000,5000", "5000.0,5000.0", "5000.00,5000.00", "\"5000.0\",5000.0", "100,100", "0,0", "0.00,0.00"})
    void whenTheAmountIsRead_thenItPrintsAsItWasWritten(String json, String printed) {
        assertThat(amount(json)).hasToString(printed);
    }

    @Test
    void whenTheAmountHasManyDigits_thenNoneIsLost() {
        assertThat(amount("12345678901234567890.12")).isEqualTo(new BigDecimal("12345678901234567890.12"));
        assertThat(amount("0.1")).isEqualTo(new BigDecimal("0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2025-08-10\"", "\"20250810\"", "20250810"})
    void whenTheDateIsWrittenInAnotherWay_thenItIsTheSameDate(String date) {
        assertThat(valid(OrderJson.with("/trekkstoerrelseForPeriode/0/startdato", date))
                        .trekkstoerrelseForPeriode()
                        .get(0)
                        .startdato())
                .isEqualTo(LocalDate.of(2025, 8, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05T15:00:00Z, 2026-03-05T15:00:00Z",
        "2026-03-05T15:00Z, 2026-03-05T15:00:00Z",
        "2026-03-05T15:00:00.1Z, 2026-03-05T15:00:00.1Z",
        "2026-03-05T15:00:00.123456789Z, 2026-03-05T15:00:00.123456789Z",
        "2026-03-05T15:00:00.1234567899999Z, 2026-03-05T15:00:00.123456789Z",
        "2026-03-05T16:00:00+01:00, 2026-03-05T15:00:00Z",
        "2026-03-05T16:00:00+0100, 2026-03-05T15:00:00Z",
        "2026-03-05T16:00:00+01, 2026-03-05T15:00:00Z",
        "2026-03-05T12:30:00.5-02:30, 2026-03-05T15:00:00.5Z"
    })
    void whenTheInstantIsWrittenInAnotherWay_thenItIsTheSameInstant(String text, Instant instant) {
        assertThat(valid(OrderJson.with("/opprettet", "\"" + text + "\"")).opprettet())
                .isEqualTo(instant);
    }

    @Test
    void whenOptionalFieldsAreMissingNullOrBlank_thenTheyAreAbsent() {
        assertThat(valid(OrderJson.without("/saksnummer")).saksnummer()).isNull();
        assertThat(valid(OrderJson.with("/saksnummer", "null")).saksnummer()).isNull();
        assertThat(valid(OrderJson.with("/saksnummer", "\"\"")).saksnummer()).isNull();
        assertThat(valid(OrderJson.with("/trekkstoerrelseForPeriode/0/sluttdato", "null"))
                        .trekkstoerrelseForPeriode()
                        .get(0)
                        .sluttdato())
                .isNull();
    }

    @Test
    void whenNumbersAreAtTheirLimits_thenTheyAreRead() {
        assertThat(valid(OrderJson.with("/sekvensnummer", "9223372036854775807"))
                        .sekvensnummer())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(valid(OrderJson.with("/sekvensnummer", "0")).sekvensnummer()).isZero();
        assertThat(valid(OrderJson.with("/trekkversjon", "2147483647")).trekkversjon())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whenTheIdIsLongOrInAnyScript_thenItIsKept() {
        String id = "å/😀 %" + "x".repeat(10_000);

        assertThat(valid(OrderJson.with("/trekkid", "\"" + id + "\"")).trekkid())
                .isEqualTo(id);
    }

    @Test
    void whenThePeriodEndsBeforeItStarts_thenTheOrderIsAccepted() {
        String period =
                "{\"startdato\":\"2026-03-10\",\"sluttdato\":\"2026-03-09\",\"trekkbeloep\":{\"trekkbeloep\":1}}";

        assertThat(valid(OrderJson.with(PERIOD, period)).trekkstoerrelseForPeriode())
                .hasSize(2);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void whenTheAmountIsAStringOfAMillionDigits_thenItIsNotCalculatedWith() {
        String element = OrderJson.with(PERIOD + "/trekkbeloep/trekkbeloep", "\"" + "9".repeat(2_000_000) + "\"");

        assertThat(malformed(element).problem()).contains("more than 30 digits");
    }

    @ParameterizedTest
    @MethodSource("numbersBeyondAllMeasure")
    void whenANumberBeyondAllMeasureIsInAnUnknownField_thenTheOrderIsReadAnyway(String number) {
        assertThat(valid(OrderJson.with("/nytt", number))).isEqualTo(valid(OrderJson.order()));
        assertThat(valid(OrderJson.with("/betalingsinformasjon/nytt", "[" + number + ",{\"a\":" + number + "}]")))
                .isEqualTo(valid(OrderJson.order()));
    }

    private static BigDecimal amount(String json) {
        Trekkpaalegg order = valid(OrderJson.with(PERIOD + "/trekkbeloep/trekkbeloep", json));
        return ((Trekkbeloep) order.trekkstoerrelseForPeriode().get(1).trekkstoerrelse()).trekkbeloep();
    }

    private static Trekkpaalegg valid(String json) {
        ReceivedOrder received = new OrderParser().parse(json);
        assertThat(received).isInstanceOf(Valid.class);
        assertThat(received.json()).isEqualTo(json);
        return received.trekkpaalegg().orElseThrow();
    }
}
