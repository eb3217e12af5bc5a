package no.trekkpaalegg.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a JSON object by the rules of contract section 1: strict about what a value means, tolerant about how it is
 * written. Every complaint names the field and never repeats its value, which may be personal data.
 */
final class JsonFields {
    /** Enough for any sum of money; keeps a number like 1e999999999 from filling the memory once it is written out. */
    private static final int MAX_DECIMAL_DIGITS = 30;

    private static final int MAX_DECIMAL_CHARS = 100;

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

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    static JsonFields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new MalformedOrderException((path.isEmpty() ? "the element" : path) + " is not a JSON object");
        }
        return new JsonFields(node, path);
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    JsonNode node(String field) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            throw new MalformedOrderException(name(field) + " is missing");
        }
        return node;
    }

    JsonFields object(String field) {
        return of(node(field), name(field));
    }

    String text(String field) {
        JsonNode node = node(field);
        if (!node.isTextual()) {
            throw new MalformedOrderException(name(field) + " is not a JSON string");
        }
        String text = node.textValue();
        if (text.isBlank()) {
            throw new MalformedOrderException(name(field) + " is blank");
        }
        if (CONTROL_OR_LONE_SURROGATE.matcher(text).find()) {
            throw new MalformedOrderException(name(field) + " has characters that are no text");
        }
        return text;
    }

    /** Blank counts as absent: an order is not given up for an empty text that it may lack. */
    @Nullable
    String optionalText(String field) {
        JsonNode node = object.get(field);
        boolean blank = node != null && node.isTextual() && node.textValue().isBlank();
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
        JsonNode node = node(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new MalformedOrderException(name(field) + " is not an integer");
        }
        long value = node.longValue();
        if (value < lowest || value > highest) {
            throw new MalformedOrderException(name(field) + " is not from " + lowest + " to " + highest);
        }
        return value;
    }

    BigDecimal decimal(String field) {
        JsonNode node = node(field);
        if (!node.isNumber() && !node.isTextual()) {
            throw new MalformedOrderException(name(field) + " is not a number");
        }
        String text = node.asText();
        // Looked at first, because turning a million digits into a number takes minutes.
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

    LocalDate date(String field) {
        String text = node(field).isIntegralNumber() ? node(field).asText() : text(field);
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
