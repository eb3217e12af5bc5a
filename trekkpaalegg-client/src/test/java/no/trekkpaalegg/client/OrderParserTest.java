package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
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

/** What an element may look like, and what makes it malformed. Each complaint names the field and never its value. */
class OrderParserTest {
    private static final String PERIOD = "/trekkstoerrelseForPeriode/1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/trekkid",
                "/trekkversjon",
                "/sekvensnummer",
                "/opprettet",
                "/trekkpliktig",
                "/skyldner",
                "/trekkstatus",
                "/trekkstoerrelseForPeriode",
                "/betalingsinformasjon",
                "/trekkstoerrelseForPeriode/0/startdato",
                "/trekkstoerrelseForPeriode/0/trekkprosent/trekkprosent",
                "/trekkstoerrelseForPeriode/1/trekkbeloep/trekkbeloep",
                "/betalingsinformasjon/betalingsmottaker",
                "/betalingsinformasjon/kidnummer",
                "/betalingsinformasjon/kontonummer"
            })
    void whenAMandatoryFieldIsMissingOrNull_thenTheElementIsMalformed(String pointer) {
        String field = pointer.substring(1).replaceAll("/(\\d)", "[$1]").replace('/', '.');

        assertThat(malformed(OrderJson.without(pointer)).problem()).isEqualTo(field + " is missing");
        assertThat(malformed(OrderJson.with(pointer, "null")).problem()).isEqualTo(field + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/trekkid | 10001",
                "/trekkid | {\"id\":\"10001\"}",
                "/trekkid | \"\"",
                "/trekkid | \" \"",
                "/trekkid | \"a\\u0000b\"",
                "/trekkid | \"a\\ud800b\"",
                "/trekkversjon | \"2\"",
                "/trekkversjon | 2.5",
                "/trekkversjon | 0",
                "/trekkversjon | -1",
                "/trekkversjon | 2147483648",
                "/trekkversjon | true",
                "/sekvensnummer | \"159\"",
                "/sekvensnummer | -1",
                "/sekvensnummer | 9223372036854775808",
                "/sekvensnummer | 1e3",
                "/opprettet | 1772722800",
                "/opprettet | \"2026-03-05T15:00:00\"",
                "/opprettet | \"2026-03-05\"",
                "/opprettet | \"2026-02-30T15:00:00Z\"",
                "/opprettet | \"2026-03-05T25:00:00Z\"",
                "/opprettet | \"yesterday\"",
                "/saksnummer | 4",
                "/saksnummer | [\"TREKK/2026/4\"]",
                "/trekkpliktig | 313367002",
                "/trekkpliktig | \"31336700\"",
                "/trekkpliktig | \"3133670021\"",
                "/trekkpliktig | \"31336700x\"",
                "/trekkpliktig | \"٣١٣٣٦٧٠٠٢\"",
                "/skyldner | 10908412345",
                "/skyldner | \"1090841234\"",
                "/skyldner | \"109084123456\"",
                "/skyldner | \"109084 12345\"",
                "/trekkstatus | 1",
                "/trekkstatus | \"\"",
                "/trekkstoerrelseForPeriode | {}",
                "/trekkstoerrelseForPeriode | []",
                "/trekkstoerrelseForPeriode | \"2026-02-10\"",
                "/betalingsinformasjon | []",
                "/betalingsinformasjon | \"6487719756\"",
                "/betalingsinformasjon/kidnummer | 6487719756",
                "/betalingsinformasjon/kontonummer | \"\""
            })
    void whenAFieldHasTheWrongTypeOrRange_thenTheElementIsMalformed(String pointer, String value) {
        Malformed element = malformed(OrderJson.with(pointer, value));

        assertThat(element.problem()).startsWith(pointer.substring(1).replace('/', '.') + " ");
        assertThat(element.problem()).doesNotContain("1090841234", "6487719756", "yesterday");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "17 | is not a JSON object",
                "{\"startdato\":\"2026-02-30\",\"trekkbeloep\":{\"trekkbeloep\":1}} | not a date in the calendar",
                "{\"startdato\":\"20260230\",\"trekkbeloep\":{\"trekkbeloep\":1}} | not a date in the calendar",
                "{\"startdato\":\"2026-2-3\",\"trekkbeloep\":{\"trekkbeloep\":1}} | is not a date like",
                "{\"startdato\":\"10.02.2026\",\"trekkbeloep\":{\"trekkbeloep\":1}} | is not a date like",
                "{\"startdato\":\"2026-02-10T00:00:00Z\",\"trekkbeloep\":{\"trekkbeloep\":1}} | is not a date like",
                "{\"startdato\":true,\"trekkbeloep\":{\"trekkbeloep\":1}} | is not a JSON string",
                "{\"startdato\":\"2026-02-10\",\"sluttdato\":\"\",\"trekkbeloep\":{\"trekkbeloep\":1}} | is blank",
                "{\"startdato\":\"2026-02-10\",\"sluttdato\":\"2026-13-01\",\"trekkbeloep\":{\"trekkbeloep\":1}} | sluttdato",
                "{\"startdato\":\"2026-02-10\"} | exactly one",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":null} | exactly one",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":1},\"trekkprosent\":{\"trekkprosent\":1}} | exactly one",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":4400} | is not a JSON object",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":-1}} | must not be negative",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":\"-0.01\"}} | must not be negative",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":true}} | is not a number",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":\"\"}} | is not a number",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":\"4 400\"}} | is not a number",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":\"4400,50\"}} | is not a number",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":\"NaN\"}} | is not a number",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":{}}} | is not a number",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":1e999999999}} | more than 30 digits",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":1e-999999999}} | more than 30 digits",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":\"1e999999999\"}} | more than 30 digits",
                "{\"startdato\":\"2026-02-10\",\"trekkbeloep\":{\"trekkbeloep\":1234567890123456789012345678901}} | more than 30 digits",
                "{\"startdato\":\"2026-02-10\",\"trekkprosent\":{\"trekkprosent\":-0.1}} | from 0 to 100",
                "{\"startdato\":\"2026-02-10\",\"trekkprosent\":{\"trekkprosent\":100.1}} | from 0 to 100"
            })
    void whenAPeriodIsWrong_thenTheElementIsMalformed(String period, String problem) {
        assertThat(malformed(OrderJson.with(PERIOD, period)).problem()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "true", "\"text\"", "[]", "\"10908412345\""})
    void whenTheElementIsNoObject_thenItIsMalformedAndNothingIsKnownOfIt(String json) {
        assertThat(malformed(json))
                .isEqualTo(new Malformed(json, "the element is not a JSON object", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"trekkid\":\"10001\",\"trekkid\":\"10002\"}", "{} {}", "{'trekkid':1}", "<html>"
            })
    void whenTheElementIsNotJsonOrHasAFieldTwice_thenItIsMalformed(String json) {
        assertThat(malformed(json).json()).isEqualTo(json);
    }

    @Test
    void whenAFieldOfAValidOrderIsThereTwice_thenTheElementIsMalformed() {
        String twice = OrderJson.order().replace("\"trekkversjon\":2", "\"trekkversjon\":2,\"trekkversjon\":3");

        assertThat(malformed(twice).problem()).contains("a field twice");
    }

    @Test
    void whenTheKeyOfAMalformedElementIsReadable_thenItIsKept() {
        Malformed element = malformed(OrderJson.without("/skyldner"));

        assertThat(element.trekkid()).isEqualTo("fe0d1de1-9840-4480-9382-3dbad27e9002");
        assertThat(element.trekkversjon()).isEqualTo(2);
        assertThat(element.sekvensnummer()).isEqualTo(159);
    }

    @Test
    void whenPartsOfTheKeyAreUnreadable_thenTheOthersAreKept() {
        assertThat(malformed(OrderJson.with("/trekkid", "17")))
                .extracting(Malformed::trekkid, Malformed::trekkversjon, Malformed::sekvensnummer)
                .containsExactly(null, 2, 159L);
        assertThat(malformed(OrderJson.with("/trekkversjon", "0")))
                .extracting(Malformed::trekkversjon)
                .isNull();
        assertThat(malformed(OrderJson.with("/sekvensnummer", "\"159\"")))
                .extracting(Malformed::sekvensnummer)
                .isNull();
    }

    @Test
    void whenAnElementIsPrinted_thenItsJsonIsNot() {
        assertThat(new OrderParser().parse(OrderJson.order()).toString())
                .doesNotContain(OrderJson.PERSON, "6487719756");
        assertThat(malformed(OrderJson.without("/trekkstatus")).toString())
                .doesNotContain(OrderJson.PERSON, "6487719756");
    }

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

    @ParameterizedTest
    @MethodSource("numbersBeyondAllMeasure")
    void whenANumberBeyondAllMeasureIsInAKnownField_thenTheElementIsMalformed(String number) {
        for (String pointer : List.of(
                "/trekkid",
                "/trekkversjon",
                "/sekvensnummer",
                "/opprettet",
                "/saksnummer",
                "/trekkpliktig",
                "/skyldner",
                "/trekkstatus",
                "/trekkstoerrelseForPeriode",
                "/trekkstoerrelseForPeriode/0/startdato",
                "/trekkstoerrelseForPeriode/0/sluttdato",
                "/trekkstoerrelseForPeriode/0/trekkprosent",
                "/trekkstoerrelseForPeriode/0/trekkprosent/trekkprosent",
                "/trekkstoerrelseForPeriode/1/trekkbeloep/trekkbeloep",
                "/betalingsinformasjon",
                "/betalingsinformasjon/kidnummer")) {
            String field = pointer.substring(1).replaceAll("/(\\d)", "[$1]").replace('/', '.');

            assertThat(malformed(OrderJson.with(pointer, number)).problem()).startsWith(field + " ");
        }
        assertThat(malformed(number)).isEqualTo(malformedWithoutKey(number));
        assertThat(malformed("[" + number + "]")).isEqualTo(malformedWithoutKey("[" + number + "]"));
    }

    static Stream<String> numbersBeyondAllMeasure() {
        return Stream.of(
                "1e9999999999",
                "-1E+9999999999",
                "1e-9999999999",
                "0.1e99999999999999999999999999999999999999",
                "1e2147483648",
                "1e-2147483648",
                "9".repeat(900),
                "-" + "9".repeat(900),
                "9".repeat(400) + "e" + "9".repeat(400));
    }

    private static Malformed malformedWithoutKey(String json) {
        return new Malformed(json, "the element is not a JSON object", null, null, null);
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

    private static Malformed malformed(String json) {
        ReceivedOrder received = new OrderParser().parse(json);
        assertThat(received).isInstanceOf(Malformed.class);
        assertThat(received.json()).isEqualTo(json);
        return (Malformed) received;
    }
}
