package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String PERSON = "10908412345";
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl";

    @Test
    void whenThereIsNoText_thenThereIsNone() {
        assertThat(Redaction.redact(null)).isNull();
        assertThat(Redaction.redact("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PERSON,
                "109084 12345",
                "109084-12345",
                "109084\n12345",
                "1090.84.12345",
                "1090 84 12345",
                "fnr=" + PERSON + ";",
                "\"" + PERSON + "\"",
                "a" + PERSON + "b"
            })
    void whenTheTextHasAnElevenDigitNumber_thenItIsMasked(String text) {
        assertThat(Redaction.redact(text)).contains("***").doesNotContainPattern("\\d{4}");
    }

    @Test
    void whenTheCharacterBeforeIsWrittenAsDigits_thenTheNumberIsMaskedAllTheSame() {
        assertThat(Redaction.redact("?fnr=%22" + PERSON + "%22")).isEqualTo("?fnr=%22***%22");
        assertThat(Redaction.redact("{\\u0022" + PERSON + "\\u0022}")).isEqualTo("{\\u0022***\\u0022}");
        assertThat(Redaction.redact("22" + PERSON)).isEqualTo("22" + PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"313367002", "organisation 971648199", "2026-03-05T15:00:00Z", "sequence 9223372036854775807"})
    void whenTheTextHasOtherNumbers_thenTheyStay(String text) {
        assertThat(Redaction.redact(text)).isEqualTo(text);
    }

    @Test
    void whenTheTextHasATokenOrALongOpaqueString_thenItIsMasked() {
        assertThat(Redaction.redact("Bearer " + JWT + " is expired")).isEqualTo("Bearer *** is expired");
        assertThat(Redaction.redact("key " + "MIIE".repeat(16) + " read")).isEqualTo("key *** read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fe0d1de1-9840-4480-9382-3dbad27e9002",
                "ca68e318-d937-4d0c-9135-e08939114870",
                "FE0D1DE1-9840-4480-9382-10908412345A"
            })
    void whenTheTextHasAUuid_thenItStays_evenWithElevenDigitsInARow(String uuid) {
        assertThat(Redaction.redact("id " + uuid + " for " + PERSON)).isEqualTo("id " + uuid + " for ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b"})
    void whenTheTextHasControlCharacters_thenTheyBecomeASpace(String control) {
        assertThat(Redaction.redact("one" + control + "two")).isEqualTo("one two");
    }

    @Test
    void whenTheTextIsLong_thenItIsCut() {
        assertThat(Redaction.redact("word ".repeat(100) + "x")).hasSize(500).endsWith("…");
        assertThat(Redaction.redact("word ".repeat(1_000_000))).hasSize(500);
        assertThat(Redaction.redact("word ".repeat(99) + "word!")).hasSize(500).endsWith("word!");
    }

    @Test
    void whenALongTextIsCutInTheMiddleOfASecret_thenNoPartOfItIsShown() {
        for (int before = 1900; before <= 2000; before++) {
            String text = "a".repeat(before) + " " + PERSON + " " + JWT;

            assertThat(Redaction.redact(text)).doesNotContainPattern("\\d{4}").doesNotContain("eyJ");
        }
    }
}
