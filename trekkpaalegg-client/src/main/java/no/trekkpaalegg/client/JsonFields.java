package no.trekkpaalegg.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Pattern;
import no.trekkpaalegg.client.JsonValue.Elements;
import no.trekkpaalegg.client.JsonValue.Fields;
import no.trekkpaalegg.client.JsonValue.Numeral;
import no.trekkpaalegg.client.JsonValue.Text;
import no.trekkpaalegg.client.JsonValue.Word;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a JSON object by the rules of contract section 1. It is strict about the meaning of a value and tolerant about
 * its form. Every message names the field without its value, because the value can be personal data.
 */
final class JsonFields {
    /** Enough for any sum of money. A number like 1e999999999 would fill the memory when it is written out. */
    private static final int MAX_DECIMAL_DIGITS = 30;

    private static final int MAX_DECIMAL_CHARS = 100;

    /** A sign and the nineteen digits of the largest long. */
    private static final int MAX_INTEGER_CHARS = 20;

    private static final Pattern CONTROL_OR_LONE_SURROGATE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final Pattern DASHED_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern BASIC_DATE = Pattern.compile("\\d{8}");
    private static final Pattern MORE_THAN_NANOS = Pattern.compile("(\\.\\d{9})\\d+");
    private static final DateTimeFormatter BASIC_DATE_FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE_TIME_FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private final Fields object;
    private final String path;

    private JsonFields(Fields object, String path) {
        this.object = object;
        this.path = path;
    }

    static JsonFields of(JsonValue value, String path) {
        if (!(value instanceof Fields object)) {
            throw new MalformedOrderException((path.isEmpty() ? "the element" : path) + " is not a JSON object");
        }
        return new JsonFields(object, path);
    }

    boolean has(String field) {
        return object.byName().getOrDefault(field, Word.NULL) != Word.NULL;
    }

    private JsonValue value(String field) {
        JsonValue value = object.byName().get(field);
        if (value == null || value == Word.NULL) {
            throw new MalformedOrderException(name(field) + " is missing");
        }
        return value;
    }

    JsonFields object(String field) {
        return of(value(field), name(field));
    }

    List<JsonValue> array(String field) {
        if (!(value(field) instanceof Elements array)) {
            throw new MalformedOrderException(name(field) + " is not a JSON array");
        }
        return array.values();
    }

    String text(String field) {
        if (!(value(field) instanceof Text string)) {
            throw new MalformedOrderException(name(field) + " is not a JSON string");
        }
        String text = string.value();
        if (text.isBlank()) {
            throw new MalformedOrderException(name(field) + " is blank");
        }
        if (CONTROL_OR_LONE_SURROGATE.matcher(text).find()) {
            throw new MalformedOrderException(name(field) + " has characters that are not text");
        }
        return text;
    }

    /** A blank text counts as absent, because the field is optional. */
    @Nullable
    String optionalText(String field) {
        boolean blank = object.byName().get(field) instanceof Text string
                && string.value().isBlank();
        return has(field) && !blank ? text(field) : null;
    }

    String digits(String field, int count) {
        String text = text(field);
        if (text.length() != count || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedOrderException(name(field) + " does not have " + count + " digits");
        }
        return text;
    }

    long integer(String field, long lowest, long highest) {
        long value = integer(field);
        if (value < lowest || value > highest) {
            throw new MalformedOrderException(name(field) + " is not from " + lowest + " to " + highest);
        }
        return value;
    }

    private long integer(String field) {
        // Checked first, because converting a hundred thousand digits to a number takes seconds.
        if (value(field) instanceof Numeral number
                && number.isInteger()
                && number.text().length() <= MAX_INTEGER_CHARS) {
            try {
                return Long.parseLong(number.text());
            } catch (NumberFormatException e) {
                // The number is too large for a long. The exception quotes the value.
            }
        }
        throw new MalformedOrderException(name(field) + " is not an integer of at most 64 bits");
    }

    BigDecimal decimal(String field) {
        String text = numberOrText(field);
        // Checked first, because converting a million digits to a number takes minutes.
        if (text.length() > MAX_DECIMAL_CHARS) {
            throw new MalformedOrderException(name(field) + " has more than " + MAX_DECIMAL_DIGITS + " digits");
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.precision() > MAX_DECIMAL_DIGITS || Math.abs((long) value.scale()) > MAX_DECIMAL_DIGITS) {
                throw new MalformedOrderException(name(field) + " has more than " + MAX_DECIMAL_DIGITS + " digits");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new MalformedOrderException(name(field) + " is not a number");
        }
    }

    private String numberOrText(String field) {
        JsonValue value = value(field);
        if (value instanceof Numeral number) {
            return number.text();
        }
        if (value instanceof Text string) {
            return string.value();
        }
        throw new MalformedOrderException(name(field) + " is not a number");
    }

    LocalDate date(String field) {
        String text = value(field) instanceof Numeral number && number.isInteger() ? number.text() : text(field);
        try {
            if (DASHED_DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
            if (BASIC_DATE.matcher(text).matches()) {
                return LocalDate.parse(text, BASIC_DATE_FORMAT);
            }
        } catch (DateTimeParseException e) {
            throw new MalformedOrderException(name(field) + " is not a date in the calendar");
        }
        throw new MalformedOrderException(name(field) + " is not a date like 2025-08-10 or 20250810");
    }

    @Nullable
    LocalDate optionalDate(String field) {
        return has(field) ? date(field) : null;
    }

    Instant instant(String field) {
        String text = MORE_THAN_NANOS.matcher(text(field)).replaceFirst("$1");
        try {
            return OffsetDateTime.parse(text, DATE_TIME_FORMAT).toInstant();
        } catch (DateTimeParseException e) {
            throw new MalformedOrderException(name(field) + " is not a date and time with an offset");
        }
    }

    String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
