package no.trekkpaalegg.boot.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Text as databases take it. Strings from JSON may hold a NUL, which PostgreSQL refuses, or half a surrogate pair, which no
 * encoding can write: an order must be stored all the same. Both are written as their JSON escapes, {@code \}{@code u0000}.
 */
final class StoredText {
    private StoredText() {}

    /** For parts of keys: backslashes are doubled, so that {@link #decodedKey} gets back what was there. */
    static String encodedKey(String text) {
        return escaped(text, true);
    }

    /** What {@link #encodedKey} was given. Oracle stores empty text as {@code null}. */
    static String decodedKey(@Nullable String stored) {
        if (stored == null || stored.indexOf('\\') < 0) {
            return stored == null ? "" : stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        for (int at = 0; at < stored.length(); at++) {
            char character = stored.charAt(at);
            if (character == '\\') {
                at++;
                character = stored.charAt(at);
                if (character == 'u') {
                    character = (char) Integer.parseInt(stored, at + 1, at + 5, 16);
                    at += 4;
                }
            }
            text.append(character);
        }
        return text.toString();
    }

    /** For all else: the escapes stay. In a JSON document they mean what was there. */
    static @Nullable String storable(@Nullable String text) {
        return text == null ? null : escaped(text, false);
    }

    private static String escaped(String text, boolean doubleBackslashes) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == 0 || isSurrogate(character)) {
                escaped.append(String.format("\\u%04x", character));
            } else if (character == '\\' && doubleBackslashes) {
                escaped.append("\\\\");
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** Pairs come as one code point; what is left in this range is half of one. */
    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
