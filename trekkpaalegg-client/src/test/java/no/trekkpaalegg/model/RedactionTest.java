package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Person numbers are masked however they are written, and other numbers are not. */
class RedactionTest {
    private static final String PERSON = "10908412345";

    /** Of a synthetic person too, with the check digits right. */
    private static final String VALID_PERSON = "10908410047";

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
    @ValueSource(
            strings = {
                "\u00a0",
                "\u2009",
                "\u202f",
                "\u3000",
                "  ",
                "   ",
                " - ",
                "-",
                "\u2010",
                "\u2011",
                "\u2012",
                "\u2013",
                "\u2014",
                "\u2212",
                "\uff0d",
                "\u200b",
                "\u200d",
                "\u2060",
                "\u00ad",
                "\ufeff",
                "\u200e",
                "\u202e",
                "\u2028",
                "\u2029",
                "\t",
                "\r\n",
                "\u034f",
                "\u115f",
                "\u3164",
                "\u00b7",
                ".",
                "_",
                "/",
                "+",
                "%20",
                "%20%20",
                "%09",
                "%C2%A0",
                "%E2%80%89",
                "&nbsp;",
                "&#160;",
                "&#xA0;",
                "&shy;",
                "\\u00a0",
                "\\u200b",
                "\\n",
                "\\t"
            })
    void whenSomethingKeepsTheGroupsOfANumberApart_thenItIsMasked(String separator) {
        assertThat(Redaction.redact("of 109084" + separator + "12345 it")).isEqualTo("of *** it");
        assertThat(Redaction.redact("of 10" + separator + "90" + separator + "84" + separator + "12345 it"))
                .isEqualTo("of *** it");
        assertThat(Redaction.redact("of 1090" + separator + "84" + separator + "12345 it"))
                .isEqualTo("of *** it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10 90 84 12 34 5",
                "1 0 9 0 8 4 1 2 3 4 5",
                "1\u200b0\u200b9\u200b0\u200b8\u200b4\u200b1\u200b2\u200b3\u200b4\u200b5",
                "\uff11\uff10\uff19\uff10\uff18\uff14\uff11\uff12\uff13\uff14\uff15",
                "١٠٩٠٨٤١٢٣٤٥",
                "۱۰۹۰۸۴ ۱۲۳۴۵",
                "①0908412345",
                "\ud835\udfcf0908412345",
                "1\u03010908412345",
                "%31%30908412345",
                "\\u0031\\u0030908412345",
                "&#49;&#48;908412345",
                "10.90.84 12345",
                "10-90-84-12345"
            })
    void whenTheDigitsAreWrittenInAnotherWay_thenTheyAreMasked(String number) {
        assertThat(Redaction.redact("of " + number + " it")).isEqualTo("of *** it");
    }

    @Test
    void whenAPercentSignIsNoEscape_thenTheNumberAfterItIsMasked() {
        assertThat(Redaction.redact("where skyldner like '%" + PERSON + "%'")).isEqualTo("where skyldner like '%***%'");
    }

    @Test
    void whenAPersonNumberIsGluedToOtherDigits_thenItIsMasked_butOtherDigitsAreNot() {
        assertThat(Redaction.redact("key 22" + VALID_PERSON + "7")).isEqualTo("key ***");
        assertThat(Redaction.redact("key 313367002" + VALID_PERSON)).isEqualTo("key ***");
        assertThat(Redaction.redact("1, 2 and 3 " + VALID_PERSON + " 4")).isEqualTo("1, 2 and 3 *** 4");
        assertThat(Redaction.redact("\"109084\",\"10047\"")).isEqualTo("\"***\"");
        assertThat(Redaction.redact("key 1772722800123 of 9223372036854775807"))
                .isEqualTo("key 1772722800123 of 9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-05 15:00:00.123 +0100",
                "at Feed.java:123, 45 of 678",
                "192.168.10.123:5432",
                "trace 4bf92f3577b34da612345678901e4736",
                "took 12345678.901 ms",
                "java.lang.IllegalStateException: no.trekkpaalegg.feed.FeedReader$Outcome",
                "4 400,50 kr",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "Bearer authentication failed",
                "the token: none",
                "/var/lib/postgresql/17/main/base/16384/pg_internal.init",
                "Tromsø, å være på øya, 1 2 3",
                "1.2.3-SNAPSHOT (build 45678)"
            })
    void whenTheTextHasOtherNumbersAndWords_thenItStaysReadable(String text) {
        assertThat(Redaction.redact(text)).isEqualTo(text);
    }
}
