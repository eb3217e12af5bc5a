package no.trekkpaalegg.maskinporten;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.jspecify.annotations.Nullable;

/** Recognises the form of a key. */
final class SigningKeyText {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SigningKeyText() {}

    static SigningKey parse(String content, @Nullable String keyId) {
        String text = clean(content);
        if (text.isEmpty()) {
            throw new UnusableKeyException(Reason.UNREADABLE, "the key is empty");
        }
        return isKnown(text) ? parseKnown(text, keyId) : parseKnown(decode(text), keyId);
    }

    private static SigningKey parseKnown(String text, @Nullable String keyId) {
        return isJson(text) ? JwkReader.read(text, keyId) : PemReader.read(text, keyId);
    }

    private static String decode(String text) {
        try {
            String standard = text.replace('-', '+').replace('_', '/').replaceAll("\\s", "");
            String decoded = clean(new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8));
            if (isKnown(decoded)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Not base64. The message of the exception would quote the input.
        }
        throw new UnusableKeyException(
                Reason.UNREADABLE,
                "the key must be a JWK (JSON), a PEM (BEGIN PRIVATE KEY), or the base64 of one of them");
    }

    private static boolean isKnown(String text) {
        return isJson(text) || PemReader.looksLikePem(text);
    }

    private static boolean isJson(String text) {
        return text.startsWith("{");
    }

    private static String clean(String text) {
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
    }
}
