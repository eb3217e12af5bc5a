package no.trekkpaalegg.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes texts out of others: cuts, doubles, swaps and joins parts of them, and puts in what has been trouble elsewhere. The same
 * random numbers make the same text.
 */
final class Mutator {
    private static final int MOST_CHANGES = 4;
    private static final int MAX_CHARS = 20_000;

    private static final List<String> TROUBLE = List.of(
            "1e9999999999",
            "-1E+9999999999",
            "1e-9999999999",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "-0",
            "00",
            "0.1",
            "1e400",
            "NaN",
            "Infinity",
            "0x10",
            "9".repeat(1100),
            "null",
            "true",
            "[]",
            "{}",
            "[[[[[[[[[[",
            "{\"a\":",
            "[".repeat(120),
            "}",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\\"",
            "\\u0000",
            "\\ud800",
            "\\u202e",
            "\\u",
            "//",
            "/* */",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\u0000",
            "\u0001",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00ad",
            "\u0301",
            "\u115f",
            "\u200b",
            "\u200d",
            "\u200f",
            "\u2028",
            "\u2029",
            "\u202e",
            "\u2066",
            "\u3164",
            "\ufeff",
            "\ufdfa",
            "\ufffe",
            "\ud800",
            "\udc00",
            "😀",
            "\uff11",
            "١",
            "%20",
            "%C2%A0",
            "%",
            "%2",
            "&nbsp;",
            "&#160;",
            "&#",
            "+",
            "-",
            "--",
            ".",
            "..",
            "../",
            "_",
            "=",
            "'",
            "';drop table trekkpaalegg_inbox;--",
            "<script>",
            "${jndi:ldap://x}",
            "\r\nX-Injected: 1",
            "eyJa" + ".".repeat(1800),
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl",
            "eyJ",
            "Bearer ",
            "Bearer 0123456789abcdef",
            "token=",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "-----BEGIN ",
            "-----",
            "sha256:",
            "fe0d1de1-9840-4480-9382-3dbad27e9002",
            "10908410047",
            "109084",
            "10047",
            "12345",
            "1 0 9 0 8 4 1 0 0 4 7");

    private final SplittableRandom random;
    private final List<String> corpus;

    Mutator(List<String> corpus, SplittableRandom random) {
        this.corpus = corpus;
        this.random = random;
    }

    FuzzInput next() {
        StringBuilder text = new StringBuilder(oneOf(corpus));
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            change(text);
            text.setLength(Math.min(text.length(), MAX_CHARS));
        }
        return new FuzzInput(text.toString(), bytes(text.toString()));
    }

    private void change(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + size());
        switch (random.nextInt(12)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to).repeat(1 + random.nextInt(20)));
            case 2, 3 -> text.insert(from, oneOf(TROUBLE));
            case 4 -> text.replace(from, to, oneOf(TROUBLE));
            case 5, 6 -> replaceValue(text, from);
            case 7 -> text.insert(from, anyCharacter());
            case 8 -> text.replace(from, Math.min(from + 1, text.length()), String.valueOf(anyCharacter()));
            case 9 -> join(text, from);
            case 10 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
            default -> text.insert(from, String.valueOf(anyCharacter()).repeat(1 << random.nextInt(13)));
        }
    }

    /** The value of a JSON field. */
    private void replaceValue(StringBuilder text, int from) {
        int colon = text.indexOf(":", from);
        if (colon < 0) {
            return;
        }
        int end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String value = oneOf(TROUBLE);
        text.replace(colon + 1, end, random.nextBoolean() ? value : "\"" + value + "\"");
    }

    /** Goes on as another text. */
    private void join(StringBuilder text, int from) {
        String other = oneOf(corpus);
        text.setLength(from);
        text.append(other, random.nextInt(other.length() + 1), other.length());
    }

    private int size() {
        return 1 << random.nextInt(10);
    }

    private char anyCharacter() {
        return switch (random.nextInt(4)) {
            case 0 -> (char) random.nextInt(0x10000);
            case 1 -> (char) random.nextInt(0x20);
            case 2 -> (char) ('0' + random.nextInt(10));
            default -> (char) (0x20 + random.nextInt(0x5f));
        };
    }

    private byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(0x100);
        }
        return bytes;
    }

    private String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
