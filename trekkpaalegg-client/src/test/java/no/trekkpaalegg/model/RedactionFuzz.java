package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import no.trekkpaalegg.fuzz.FuzzInput;
import no.trekkpaalegg.fuzz.FuzzTarget;
import no.trekkpaalegg.privacy.ForbiddenText;

/** What makes text of others fit for logs. */
public final class RedactionFuzz {
    private static final ForbiddenText FORBIDDEN = new ForbiddenText(List.of("10908410047", "50908410030"));
    /** Stays whatever its digits are. */
    private static final Pattern UUID = Pattern.compile("\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");

    private static final Pattern DOES_NOT_SHOW = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private RedactionFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget("redaction", corpus(), RedactionFuzz::redaction);
    }

    private static List<String> corpus() {
        return List.of(
                "the person 10908410047 is unknown",
                "the person 109084 10047, and 50908410030",
                "like '%10908410047%'",
                "?fnr=10%2090%2084%C2%A010047&x=%2210908410047%22",
                "{\"fnr\":\"10908410047\",\"navn\":\"\\u0031\\u0030908410047\"}",
                "1\u00a00\u20099\u202f0\u30008\u200b4\u00ad1\ufeff0\u20600\u20114\u20137",
                "\uff11\uff10\uff19\uff10\uff18\uff14\uff11\uff10\uff10\uff14\uff17",
                "١٠٩٠٨٤١٠٠٤٧ and ۱۰۹۰۸۴ ۱۰۰۴۷",
                "10 90 84 10 04 7",
                "key 3133670021090841004720260101",
                "trace 4bf92f3577b34da6a3ce929d0e0e4736 of fe0d1de1-9840-4480-9382-10908412345a",
                "Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl is expired",
                "eyJa" + ".".repeat(1800),
                "token=3f9XkPq27LmZt0aWbR5cVd8eYg1hUj6s and access_token: 'abcdef012345'",
                "read -----BEGIN PRIVATE KEY-----\n"
                        + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us\n".repeat(20)
                        + "-----END PRIVATE KEY-----\nfrom file",
                "\u202ereversed\u2028line\u2029line\u0000\u001b[31m",
                "2026-03-05T15:00:00.123Z 192.168.10.123:5432 took 12345678.901 ms",
                "word ".repeat(900) + "10908410047",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    }

    private static void redaction(FuzzInput input) {
        String redacted = String.valueOf(Redaction.redact(input.text()));
        String identifier = Redaction.identifier(input.text());

        assertThat(redacted).hasSizeLessThanOrEqualTo(500);
        assertThat(identifier).hasSizeLessThanOrEqualTo(80);
        for (String text : new String[] {redacted, identifier}) {
            assertThat(DOES_NOT_SHOW.matcher(text).find()).isFalse();
            assertThat(FORBIDDEN.in(UUID.matcher(text).replaceAll("-"))).isEmpty();
        }
    }
}
