package no.trekkpaalegg.maskinporten;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys made for this run of the tests only. */
final class TestKeys {
    static final RSAKey FIRST = generate(2048, "key-1");
    static final RSAKey SECOND = generate(2048, "key-2");

    private TestKeys() {}

    static RSAKey generate(int bits, String kid) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static SigningKey signingKey() {
        return SigningKey.fromJwk(FIRST.toJSONString(), null);
    }

    static String pem(RSAKey key) {
        try {
            return pem("PRIVATE KEY", key.toPrivateKey().getEncoded());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
