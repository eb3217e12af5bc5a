package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as it was written. Numbers stay text: Jackson's tree turns each of them into a number, known field or not, and throws
 * {@link NumberFormatException} for one like 1e9999999999.
 */
sealed interface JsonValue {

    /** An object, with the fields that were asked for. */
    record Fields(Map<String, JsonValue> byName) implements JsonValue {}

    /** An array. */
    record Elements(List<JsonValue> values) implements JsonValue {}

    /** A string. */
    record Text(String value) implements JsonValue {}

    /**
     * A number.
     *
     * @param text its characters
     * @param isInteger whether it was written without fraction and exponent
     */
    record Numeral(String text, boolean isInteger) implements JsonValue {}

    /** One of the three words of JSON. */
    enum Word implements JsonValue {
        TRUE,
        FALSE,
        NULL
    }

    /**
     * Reads a document that holds one value.
     *
     * @param names the fields of objects that are kept, at whatever depth; all others are skipped
     * @return {@code null} if the document is empty, or goes on after the value
     * @throws IOException if it is not well-formed JSON or passes a limit of the parser; the message may quote the document
     */
    static @Nullable JsonValue readDocument(JsonParser parser, Set<String> names) throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        JsonValue value = read(parser, names);
        return parser.nextToken() == null ? value : null;
    }

    /**
     * Skips the value that the parser stands at.
     *
     * @param names which fields of an object are kept all the same, if they are no longer than so many characters and neither object nor
     *     array
     * @return those fields; none if the value is no object
     */
    static Fields skip(JsonParser parser, Set<String> names, int maxChars) throws IOException {
        Map<String, JsonValue> byName = new HashMap<>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Fields(byName);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            boolean kept = parser.nextToken().isScalarValue() && names.contains(name);
            if (kept && parser.getTextLength() <= maxChars) {
                byName.put(name, read(parser, names));
            } else {
                parser.skipChildren();
            }
        }
        return new Fields(byName);
    }

    /** Reads the value that the parser stands at. The parser limits how deep that goes. */
    private static JsonValue read(JsonParser parser, Set<String> names) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readFields(parser, names);
            case START_ARRAY -> readElements(parser, names);
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT -> new Numeral(parser.getText(), true);
            case VALUE_NUMBER_FLOAT -> new Numeral(parser.getText(), false);
            case VALUE_TRUE -> Word.TRUE;
            case VALUE_FALSE -> Word.FALSE;
            case VALUE_NULL -> Word.NULL;
            default -> throw new MalformedAnswerException("no JSON value begins with " + parser.currentToken());
        };
    }

    private static Fields readFields(JsonParser parser, Set<String> names) throws IOException {
        Map<String, JsonValue> byName = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (names.contains(name)) {
                byName.put(name, read(parser, names));
            } else {
                parser.skipChildren();
            }
        }
        return new Fields(byName);
    }

    private static Elements readElements(JsonParser parser, Set<String> names) throws IOException {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(read(parser, names));
        }
        return new Elements(values);
    }
}
