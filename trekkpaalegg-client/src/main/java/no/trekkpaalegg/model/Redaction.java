package no.trekkpaalegg.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from elsewhere (error answers, exceptions of listeners) fit for logs and databases: eleven-digit numbers, JWTs and
 * long opaque strings are masked, control characters removed, the length bounded.
 */
public final class Redaction {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_READ = 4 * MAX_LENGTH;
    /** A secret that was cut in two may no longer look like one; what is left of it is at most this long. */
    private static final int LONGEST_REMNANT = 64;

    private static final String MASK = "***";
    /** A correlation id must stay whole, and one UUID in two hundred has eleven digits in a row. */
    private static final String UUID = "(\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b)";
    /** No digit before it, other than those of a character written as in an address (%22) or in JSON (backslash, u0022). */
    private static final String START = "(?:(?<!\\d)|(?<=%\\p{XDigit}{2})|(?<=\\\\u\\p{XDigit}{4}))";
    /** With or without the separators people write in identity numbers (6+5) and account numbers (4.2.5). */
    private static final Pattern UUID_OR_ELEVEN_DIGITS =
            Pattern.compile(UUID + "|" + START + "(?:\\d{11}|\\d{6}[ -]\\d{5}|\\d{4}[. ]\\d{2}[. ]\\d{5})(?!\\d)");

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+(?:\\.[\\w-]*)*");
    private static final Pattern LONG_OPAQUE = Pattern.compile("[A-Za-z0-9+/_=-]{64,}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");

    private Redaction() {}

    /**
     * The text with what must not be shown masked.
     *
     * @return at most 500 characters; {@code null} for {@code null}
     */
    public static @Nullable String redact(@Nullable String text) {
        if (text == null) {
            return null;
        }
        boolean cut = text.length() > MAX_READ;
        String clean = CONTROL.matcher(cut ? text.substring(0, MAX_READ) : text)
                .replaceAll(" ")
                .strip();
        for (Pattern secret : new Pattern[] {JWT, LONG_OPAQUE}) {
            clean = secret.matcher(clean).replaceAll(MASK);
        }
        clean = UUID_OR_ELEVEN_DIGITS.matcher(clean).replaceAll(match -> match.group(1) == null ? MASK : match.group());
        int whole = cut ? Math.max(0, clean.length() - LONGEST_REMNANT) : clean.length();
        return cut || whole > MAX_LENGTH ? clean.substring(0, Math.min(whole, MAX_LENGTH - 1)) + "…" : clean;
    }
}
