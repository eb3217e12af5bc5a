package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.trekkpaalegg.privacy.ForbiddenText;
import no.trekkpaalegg.privacy.Leaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and PEM are masked, and text is cleaned and cut. */
class RedactedTextTest {
    private static final String PERSON = "10908412345";

    /** Of a synthetic person too, with the check digits right. */
    private static final String VALID_PERSON = "10908410047";

    private static final String PART_OF_A_SECRET = "(\\d ?){4}|eyJ|abc-|BEGIN|MIIE";
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl";

    @Test
    void whenTheTextHasATokenOrALongOpaqueString_thenItIsMasked() {
        assertThat(Redaction.redact("Bearer " + JWT + " is expired")).isEqualTo("Bearer *** is expired");
        assertThat(Redaction.redact("key " + "MIIE".repeat(16) + " read")).isEqualTo("key *** read");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 7f3a91c2d4",
                "bearer: 0123456789abcdef",
                "access_token=abcdef12",
                "{\"assertion\":\"abc.def.123\"}",
                "client_secret: 1aB-2cD_3eF",
                "eyJhbGc.eyJpc3M.c2ln",
                "eyJa",
                "of 3f9XkPq27LmZt0aWbR5cVd8eYg1hUj6s",
                "password='hunter22'"
            })
    void whenATokenIsShort_thenItIsMasked(String text) {
        assertThat(Redaction.redact(text)).contains("***").doesNotContainPattern("[a-f0-9]{6}|eyJ|kPq|hunter|1aB");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 48, 60, 64, 76, 5000})
    void whenTheTextHasAPem_thenItIsMaskedAsAWhole_howeverLongItsLines(int lineLength) {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(40).replaceAll("(.{" + lineLength + "})", "$1\n");
        for (String label : List.of("PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "CERTIFICATE", "EC PARAMETERS")) {
            String begin = "read -----BEGIN " + label + "-----\n" + body;

            assertThat(Redaction.redact(begin + "\n-----END " + label + "-----\nfrom file"))
                    .isEqualTo("read *** from file");
            assertThat(Redaction.redact(begin)).isEqualTo("read ***");
            assertThat(Redaction.redact(begin.replace("read -----", "read "))).isEqualTo("read ***");
            assertThat(Redaction.redact((begin + "\n-----END " + label + "-----").replace("\n", "\\n")))
                    .isEqualTo("read ***");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202a",
                "\u202b",
                "\u202d",
                "\u202e",
                "\u2066",
                "\u2067",
                "\u2069",
                "\u200e",
                "\u200f",
                "\u061c",
                "\u200b",
                "\ufeff",
                "\u00ad",
                "\udb40\udc41"
            })
    void whenTheTextHasCharactersThatDoNotShow_thenTheyAreRemoved(String format) {
        assertThat(Redaction.redact("on" + format + "ly")).isEqualTo("only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2028", "\u2029", "\u2028\u2029\n"})
    void whenTheTextHasLinesOfAnotherKind_thenTheyBecomeASpace(String separator) {
        assertThat(Redaction.redact("one" + separator + "two")).isEqualTo("one two");
    }

    @Test
    void whenTheTextHasHalfASurrogatePair_thenItIsReplaced() {
        assertThat(Redaction.redact("a\ud800b\udc00")).isEqualTo("a\ufffdb\ufffd");
        assertThat(Redaction.redact("😀".repeat(400))).hasSize(499).endsWith("😀…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PERSON,
                "109084 12345",
                "1 0 9 0 8 4 1 2 3 4 5",
                JWT,
                "Bearer abc-1234567890-def",
                "-----BEGIN KEY-----MIIE"
            })
    void whenTheTextIsCut_thenSecretsAreMaskedBefore(String secret) {
        for (int before = 440; before <= 500; before++) {
            String text = "word ".repeat(100).substring(0, before) + " " + secret + " word".repeat(20);

            assertThat(Redaction.redact(text)).doesNotContainPattern(PART_OF_A_SECRET);
        }
        for (int before = 4000; before <= 4097; before++) {
            String text = "\u202e".repeat(before) + " " + secret + " word".repeat(20);

            assertThat(Redaction.redact(text)).doesNotContainPattern(PART_OF_A_SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fe0d1de1-9840-4480-9382-10908412345a",
                "99999999999999999999",
                "10908412345a5a5a5a5a5a5a5a5a5a5a"
            })
    void whenTheTextIsCutInTheMiddleOfALongerWord_thenNoElevenDigitsOfItAreLeft(String word) {
        for (int before = 440; before <= 500; before++) {
            String redacted =
                    Redaction.redact("word ".repeat(100).substring(0, before) + " " + word + " word".repeat(20));

            assertThat(redacted.replace(word, "")).doesNotContainPattern("(?<!\\d)\\d{11}(?![\\da-f])");
        }
    }

    /** Found by {@code FuzzTest}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:9f86d081884c7d65BgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us",
                "oken=3f9XkPq27LmZt0aWbR5cVd8eYg1hUj6s3f9XkPq2",
                "MIIEvQIBAgDANBgkqhkiG9w0BAQEFAASCBKcw9382-10908412345a",
                "--\u1e6d--BEGIN PRIVATE KEY-----MIIEvQIBAgDANBgkqhki",
                "%1091e99999999990 410047",
                "\\u003000908410047",
                "\\u00309084100\u0667 and 1090841004\u0667",
                "fe0d1de1-9840-4480-9382-10908412345a\u9e34"
            })
    void whenASecretIsInOddCompany_thenItIsMaskedAllTheSame(String text) {
        Leaks leaks = new Leaks(new ForbiddenText(List.of()));

        leaks.look("redacted", Redaction.redact(text));
        leaks.look("identifier", Redaction.identifier(text));

        assertThat(leaks.take()).isEmpty();
    }

    static Stream<String> tiring() {
        return Stream.of(
                "eyJa" + ".".repeat(1800),
                "eyJa" + ".".repeat(1_000_000),
                "eyJ".repeat(333_333),
                ".eyJ-".repeat(200_000),
                "a".repeat(1_000_000),
                "1".repeat(1_000_000),
                "1 ".repeat(500_000),
                "12345 ".repeat(166_666),
                "%20".repeat(333_333),
                "%".repeat(1_000_000),
                "&".repeat(1_000_000),
                "&#1".repeat(333_333),
                "\\u".repeat(500_000),
                " ".repeat(1_000_000),
                "-".repeat(1_000_000),
                "-----BEGIN ".repeat(90_909),
                "-----BEGIN A-----END ".repeat(47_619),
                "token=".repeat(166_666),
                "token ".repeat(166_666),
                "bearer".repeat(166_666),
                "Bearer \"' ".repeat(100_000),
                "fe0d1de1-9840-4480-".repeat(52_631),
                "0123456789abcde".repeat(66_666),
                "\u0000".repeat(1_000_000),
                "\u202e".repeat(1_000_000),
                "\ud800".repeat(1_000_000),
                "\ufdfa".repeat(1_000_000),
                "\u0301\u0327".repeat(500_000),
                "a\u0300\u0316\u0345".repeat(250_000),
                "\u1100\u1161".repeat(500_000),
                "😀".repeat(500_000));
    }

    @ParameterizedTest
    @MethodSource("tiring")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void whenTheTextIsMadeToTire_thenItTakesMilliseconds_andNothingIsThrown(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        assertThat(Redaction.redact(text)).hasSizeLessThanOrEqualTo(500);
        assertThat(Redaction.identifier(text)).hasSizeLessThanOrEqualTo(80);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whenAnIdentifierIsAsItShouldBe_thenItStays() {
        for (String identifier : List.of(
                "10001",
                "aktiv",
                "",
                "fe0d1de1-9840-4480-9382-3dbad27e9002",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")) {
            assertThat(Redaction.identifier(identifier)).isEqualTo(identifier);
        }
    }

    @Test
    void whenAnIdentifierIsLongOrOdd_thenItIsCleanedMaskedAndCut() {
        assertThat(Redaction.identifier("id-".repeat(10_000) + "!"))
                .hasSizeLessThanOrEqualTo(80)
                .endsWith("…");
        assertThat(Redaction.identifier("word ".repeat(50))).hasSize(80).endsWith("…");
        assertThat(Redaction.identifier("a\u202eb\nc\u2028d")).isEqualTo("ab c d");
        assertThat(Redaction.identifier(PERSON)).isEqualTo("***");
        assertThat(Redaction.identifier("id-" + VALID_PERSON + "-1")).isEqualTo("id-***-1");
    }
}
