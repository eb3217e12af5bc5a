package no.trekkpaalegg.boot.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Text that every database can store. Strings from JSON can have a NUL, which PostgreSQL refuses, or half a surrogate pair, which
 * no encoding can write. The order must still be stored. Both are written as their JSON escapes, {@code \}{@code u0000}.
 */
final class StoredText {
    private StoredText() {}

    /** For parts of keys. Backslashes are doubled, so that {@link #decodedKey} returns the original. */
    static String encodedKey(String text) {
        return escaped(text, true);
    }

    /** The original of {@link #encodedKey}. Oracle stores empty text as {@code null}. */
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

    /** For all other text. The escapes stay: in a JSON document they mean the original characters. */
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

    /** A pair is one code point, so a code point in this range is half of a pair. */
    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
