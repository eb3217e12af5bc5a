package no.trekkpaalegg.boot.actuate;

import java.util.Locale;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps private keys of Maskinporten clients out of the endpoints {@code env} and {@code configprops}, also where
 * {@code show-values} shows all other values.
 */
final class KeySanitizer implements SanitizingFunction {

    @Override
    public SanitizableData apply(SanitizableData data) {
        return isPrivateKey(data.getKey()) ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
    }

    /** In the form of a property, of an environment variable and of a field alike. */
    private static boolean isPrivateKey(String key) {
        String letters = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.startsWith("trekkpaalegg") && letters.endsWith("privatekey");
    }
}
