package no.trekkpaalegg.test;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header and signature of an assertion. */
class AssertionHeaderTest extends SimulatorTestBase {
    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512"})
    void mayNameThreeAlgorithms(String algorithm) {
        JWSHeader header = header(algorithm).keyID(simulator.keyId()).build();

        assertToken(caller.requestToken(caller.sign(header, caller.claims())));
    }

    @Test
    void mayNotNamePs256() {
        JWSHeader header = header("PS256").keyID(simulator.keyId()).build();

        assertRefused(caller.requestToken(caller.sign(header, caller.claims())), "invalid_grant", "MP-011");
    }

    @Test
    void mayNotNameNone() {
        String none = base64("{\"alg\":\"none\"}") + "." + base64(Json.write(caller.claims())) + ".";

        assertRefused(caller.requestToken(none), "invalid_grant", "MP-011");
    }

    @Test
    void mustNameKey() {
        assertRefused(
                caller.requestToken(caller.sign(header("RS256").build(), caller.claims())), "invalid_grant", "MP-011");
    }

    @Test
    void mayNotHoldMore() {
        JWSHeader header =
                header("RS256").keyID(simulator.keyId()).customParam("x", "y").build();

        assertRefused(caller.requestToken(caller.sign(header, caller.claims())), "invalid_grant", "MP-011");
    }

    @Test
    void unknownKeyIsRefused() {
        JWSHeader header = header("RS256").keyID("another").build();

        assertRefused(caller.requestToken(caller.sign(header, caller.claims())), "invalid_grant", "MP-120");
    }

    private JWSHeader.Builder header(String algorithm) {
        return new JWSHeader.Builder(JWSAlgorithm.parse(algorithm));
    }

    @Test
    void ofAnotherKeyIsRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(simulator.keyId())
                .build();
        PrivateKey stranger = generator.generateKeyPair().getPrivate();

        assertRefused(caller.requestToken(Caller.sign(header, caller.claims(), stranger)), "invalid_grant", "MP-120");
    }

    @Test
    void ofOtherClaimsIsRefused() {
        String[] mine = caller.sign(caller.claims()).split("\\.", -1);
        String[] other = caller.sign(caller.claims()).split("\\.", -1);

        assertRefused(caller.requestToken(mine[0] + "." + other[1] + "." + mine[2]), "invalid_grant", "MP-120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30"})
    void somethingElseIsRefused(String noJwt) {
        assertRefused(caller.requestToken(noJwt), "invalid_grant", "MP-011");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
