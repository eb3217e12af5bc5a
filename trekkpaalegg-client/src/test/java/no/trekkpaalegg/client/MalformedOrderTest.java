package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements that are no orders, and what is known of them. */
class MalformedOrderTest extends OrderParserFixture {
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

    private static Malformed malformedWithoutKey(String json) {
        return new Malformed(json, "the element is not a JSON object", null, null, null);
    }
}
