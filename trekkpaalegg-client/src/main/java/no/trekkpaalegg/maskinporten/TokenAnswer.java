package no.trekkpaalegg.maskinporten;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The error answer of Maskinporten (RFC 6749 section 5.2). All text is redacted when it is read.
 *
 * @param error the OAuth error, or {@code null}
 * @param description Maskinporten's description, or {@code null}
 * @param date the {@code Date} header, or {@code null}
 * @param retryAfter the {@code Retry-After} header, or {@code null}
 */
record TokenAnswer(
        int status,
        @Nullable String error,
        @Nullable String description,
        @Nullable String date,
        @Nullable String retryAfter) {
    private static final Pattern CODE = Pattern.compile("MP-\\d{3}(?!\\d)");

    TokenAnswer {
        error = Redaction.redact(error);
        description = Redaction.redact(description);
        date = Redaction.redact(date);
    }

    /**
     * Maskinporten's code {@code MP-nnn}. Answers without a code are recognised by their text.
     *
     * @return {@code null} if there is none
     */
    @Nullable
    String code() {
        Matcher code = CODE.matcher(description + " " + error);
        if (code.find()) {
            return code.group();
        }
        if (says("issue time is after now")) {
            return "MP-130";
        }
        return says("used before") ? "MP-012" : null;
    }

    private boolean says(String words) {
        return description != null && description.contains(words);
    }

    boolean isTemporary() {
        return status >= 500 || status == 429 || status == 408;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400;
    }
}
