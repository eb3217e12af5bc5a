package no.trekkpaalegg.maskinporten;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.jspecify.annotations.Nullable;

/** Reads a private RSA key from a JWK (RFC 7517). Exceptions of the parser are not passed on, because they can quote the key. */
final class JwkReader {

    private JwkReader() {}

    static SigningKey read(String json, @Nullable String keyId) {
        Map<String, Object> jwk = onlyKey(parse(json));
        requirePrivateRsa(jwk);
        String kid = keyId != null ? keyId : jwk.get("kid") instanceof String own ? own : "";
        if (kid.isBlank()) {
            throw new UnusableKeyException(
                    Reason.MISSING_KEY_ID,
                    "the JWK has no kid and no key id was given; Maskinporten shows it beside the registered key");
        }
        SigningAlgorithm algorithm = algorithm(jwk.get("alg"));
        KeyPair pair = keyPair(jwk);
        return SigningKey.registered(pair.getPrivate(), (RSAPublicKey) pair.getPublic(), kid, algorithm);
    }

    private static KeyPair keyPair(Map<String, Object> jwk) {
        try {
            return RSAKey.parse(jwk).toKeyPair();
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw unreadable();
        }
    }

    private static Map<String, Object> parse(String json) {
        try {
            return JSONObjectUtils.parse(json);
        } catch (ParseException | RuntimeException e) {
            throw unreadable();
        }
    }

    private static Map<String, Object> onlyKey(Map<String, Object> json) {
        if (!(json.get("keys") instanceof List<?> keys)) {
            return json;
        }
        if (keys.size() > 1) {
            throw new UnusableKeyException(
                    Reason.AMBIGUOUS,
                    "the JWK set has " + keys.size() + " keys; keep only the one that signs, as a single JWK");
        }
        if (keys.isEmpty() || !(keys.get(0) instanceof Map<?, ?> only)) {
            throw new UnusableKeyException(Reason.UNREADABLE, "the JWK set has no key");
        }
        @SuppressWarnings("unchecked") // the keys of a JSON object are strings
        Map<String, Object> jwk = (Map<String, Object>) only;
        return jwk;
    }

    private static void requirePrivateRsa(Map<String, Object> jwk) {
        if (!(jwk.get("kty") instanceof String kty)) {
            throw new UnusableKeyException(Reason.UNREADABLE, "the JSON is not a JWK: it has no kty");
        }
        if (!kty.equals("RSA")) {
            throw new UnusableKeyException(
                    Reason.UNSUPPORTED, "the JWK is not an RSA key; Maskinporten needs RSA for RS256, RS384 or RS512");
        }
        if (!jwk.containsKey("d")) {
            throw new UnusableKeyException(
                    Reason.NOT_PRIVATE,
                    "the JWK is a public key; use the private key that belongs to it (it has the field d)");
        }
    }

    private static SigningAlgorithm algorithm(@Nullable Object alg) {
        if (alg == null) {
            return SigningAlgorithm.RS256;
        }
        for (SigningAlgorithm known : SigningAlgorithm.values()) {
            if (known.name().equals(alg)) {
                return known;
            }
        }
        throw new UnusableKeyException(
                Reason.UNSUPPORTED, "the alg of the JWK must be RS256, RS384 or RS512: Maskinporten accepts no other");
    }

    private static UnusableKeyException unreadable() {
        return new UnusableKeyException(
                Reason.UNREADABLE,
                "the JWK could not be read; check that the JSON is whole and its fields are base64url");
    }
}
