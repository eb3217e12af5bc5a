package no.trekkpaalegg.boot.client;

import org.jspecify.annotations.Nullable;

/** Text from the configuration, where a key without a value means the same as no key. */
final class GivenText {

    private GivenText() {}

    /** The text without white space around it, or {@code null} if there is none. */
    static @Nullable String of(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
