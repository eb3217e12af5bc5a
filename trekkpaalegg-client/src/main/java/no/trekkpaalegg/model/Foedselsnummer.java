package no.trekkpaalegg.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The national identity number (fødselsnummer) or D-number of the person whose pay is withheld: eleven digits, no checksum
 * check, because an order is never refused for one.
 *
 * <p>{@link #toString()} shows no digit, so that the number cannot reach a log by way of string concatenation; call
 * {@link #value()} where the number itself is needed.
 *
 * @param value eleven digits
 */
public record Foedselsnummer(String value) {
    private static final Pattern ELEVEN_DIGITS = Pattern.compile("\\d{11}");

    /** @throws IllegalArgumentException if the value is not eleven digits; the message does not repeat the value */
    public Foedselsnummer {
        Objects.requireNonNull(value, "value");
        if (!ELEVEN_DIGITS.matcher(value).matches()) {
            throw new IllegalArgumentException("a national identity number has eleven digits");
        }
    }

    /** A mask of fixed length. */
    @Override
    public String toString() {
        return "***********";
    }
}
