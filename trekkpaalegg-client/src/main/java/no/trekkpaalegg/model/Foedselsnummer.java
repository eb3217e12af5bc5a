package no.trekkpaalegg.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The national identity number (fødselsnummer) or D-number of the person whose pay is withheld: eleven digits. The check digits are
 * not checked, because an order is never refused for them.
 *
 * <p>{@link #toString()} shows no digit, so that string concatenation cannot put the number into a log. {@link #value()} returns
 * the number.
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
