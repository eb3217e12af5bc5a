package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are refused, each with the reason and what to do. */
class RefusedKeyTest extends SigningKeyFixture {
    @Test
    void whenKeyIdIsMissing_thenRefused() {
        String withoutKid = new RSAKey.Builder(RSA).keyID(null).build().toJSONString();

        assertRefused(() -> SigningKey.fromJwk(withoutKid, null), Reason.MISSING_KEY_ID, "key id");
        assertRefused(() -> SigningKey.fromJwk(RSA.toJSONString(), " "), Reason.MISSING_KEY_ID, "key id");
        assertRefused(() -> SigningKey.fromPem(TestKeys.pem(RSA), null), Reason.MISSING_KEY_ID, "key id");
    }

    @Test
    void whenKeyIsPublic_thenRefused() throws Exception {
        String pem = TestKeys.pem("PUBLIC KEY", RSA.toPublicKey().getEncoded());

        assertRefused(() -> SigningKey.fromJwk(RSA.toPublicJWK().toJSONString(), null), Reason.NOT_PRIVATE, "private");
        assertRefused(() -> SigningKey.fromPem(pem, "k"), Reason.NOT_PRIVATE, "BEGIN PRIVATE KEY");
    }

    @Test
    void whenKeyIsNotRsa_thenRefused() throws Exception {
        String ec = new ECKeyGenerator(Curve.P_256).keyID("k").generate().toJSONString();
        String oct =
                new OctetSequenceKey.Builder(new byte[32]).keyID("k").build().toJSONString();
        byte[] ecDer = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        byte[] edDer = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        assertRefused(() -> SigningKey.fromJwk(ec, null), Reason.UNSUPPORTED, "RSA");
        assertRefused(() -> SigningKey.fromJwk(oct, null), Reason.UNSUPPORTED, "RSA");
        assertRefused(() -> SigningKey.fromPem(TestKeys.pem("PRIVATE KEY", ecDer), "k"), Reason.UNSUPPORTED, "EC");
        assertRefused(() -> SigningKey.fromPem(TestKeys.pem("PRIVATE KEY", edDer), "k"), Reason.UNSUPPORTED, "EdDSA");
        assertRefused(() -> SigningKey.fromPem(TestKeys.pem("EC PRIVATE KEY", ecDer), "k"), Reason.UNSUPPORTED, "RSA");
        assertRefused(() -> SigningKey.fromKeyStore(elliptic, null, PASSWORD), Reason.UNSUPPORTED, "RSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void whenPemIsInAnotherWrapping_thenTheMessageSaysHowToConvert(String label) throws JOSEException {
        String pem = TestKeys.pem(label, RSA.toPrivateKey().getEncoded());

        assertRefused(() -> SigningKey.parse(pem, "k"), Reason.UNSUPPORTED, "openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void whenAlgorithmOfJwkIsNotAccepted_thenRefused() {
        String jwk =
                new RSAKey.Builder(RSA).algorithm(JWSAlgorithm.PS256).build().toJSONString();

        assertRefused(() -> SigningKey.fromJwk(jwk, null), Reason.UNSUPPORTED, "RS256");
    }

    @Test
    void whenKeyIsShort_thenRefused() {
        RSAKey shortKey = TestKeys.generate(1024, "short");

        assertRefused(() -> SigningKey.fromJwk(shortKey.toJSONString(), null), Reason.TOO_SHORT, "1024");
        assertRefused(() -> SigningKey.fromPem(TestKeys.pem(shortKey), "k"), Reason.TOO_SHORT, "2048");
    }

    @Test
    void whenThereAreSeveralKeys_thenRefused() {
        String set = new JWKSet(List.<JWK>of(RSA, TestKeys.SECOND)).toString(false);
        String pems = TestKeys.pem(RSA) + TestKeys.pem(TestKeys.SECOND);

        assertRefused(() -> SigningKey.fromJwk(set, "key-1"), Reason.AMBIGUOUS, "2 keys");
        assertRefused(() -> SigningKey.fromPem(pems, "k"), Reason.AMBIGUOUS, "several");
    }

    @Test
    void whenPartsOfKeyDoNotBelongTogether_thenRefused() {
        Map<String, Object> mixed = RSA.toJSONObject();
        mixed.put("n", TestKeys.SECOND.getModulus().toString());
        List.of("p", "q", "dp", "dq", "qi").forEach(mixed::remove);
        String json = com.nimbusds.jose.util.JSONObjectUtils.toJSONString(mixed);

        assertRefused(() -> SigningKey.fromJwk(json, null), Reason.UNREADABLE, "belong together");
    }

    @Test
    void whenTextCannotBeRead_thenRefused() throws JOSEException {
        String jwk = RSA.toJSONString();
        String pem = TestKeys.pem(RSA);
        String garbage = TestKeys.pem("PRIVATE KEY", new byte[] {1, 2, 3});

        assertRefused(() -> SigningKey.parse("", "k"), Reason.UNREADABLE, "empty");
        assertRefused(() -> SigningKey.parse("hunter2", "k"), Reason.UNREADABLE, "must be a JWK");
        assertRefused(() -> SigningKey.parse(TestKeys.base64("hunter2"), "k"), Reason.UNREADABLE, "must be a JWK");
        assertRefused(() -> SigningKey.parse("{}", "k"), Reason.UNREADABLE, "kty");
        assertRefused(() -> SigningKey.parse("{\"keys\":[]}", "k"), Reason.UNREADABLE, "no key");
        assertRefused(() -> SigningKey.parse(jwk.substring(0, 300), "k"), Reason.UNREADABLE, "JWK");
        assertRefused(() -> SigningKey.parse(jwk.replace("\"d\":", "\"d\":5,\"x\":"), "k"), Reason.UNREADABLE, "");
        assertRefused(() -> SigningKey.parse(pem.substring(0, 300), "k"), Reason.UNREADABLE, "END PRIVATE KEY");
        assertRefused(() -> SigningKey.parse(garbage, "k"), Reason.UNREADABLE, "PEM");
    }

    @Test
    void whenKeyStoreHasNoSuchKey_thenRefused() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);

        assertRefused(() -> SigningKey.fromKeyStore(chained, "nobody", PASSWORD), Reason.NOT_FOUND, "nobody");
        assertRefused(() -> SigningKey.fromKeyStore(chained, "root", PASSWORD), Reason.NOT_FOUND, "root");
        assertRefused(() -> SigningKey.fromKeyStore(empty, null, PASSWORD), Reason.NOT_PRIVATE, "no private key");
        assertRefused(
                () -> SigningKey.fromKeyStore(chained, "leaf", "wrong".toCharArray()), Reason.UNREADABLE, "password");
    }

    @Test
    void whenKeyStoreHoldsSeveralKeys_thenTheMessageNamesThem() throws Exception {
        KeyStore two = KeyStore.getInstance("PKCS12");
        two.load(null, null);
        for (String alias : List.of("one", "two")) {
            two.setKeyEntry(alias, chained.getKey("leaf", PASSWORD), PASSWORD, chained.getCertificateChain("leaf"));
        }

        assertRefused(() -> SigningKey.fromKeyStore(two, null, PASSWORD), Reason.AMBIGUOUS, "[one, two]");
        assertThat(SigningKey.fromKeyStore(two, "two", PASSWORD)).isNotNull();
    }

    @Test
    void whenCertificateIsOfAnotherKey_thenRefused() throws Exception {
        KeyStore mixed = KeyStore.getInstance("PKCS12");
        mixed.load(null, null);
        mixed.setKeyEntry("mixed", RSA.toPrivateKey(), PASSWORD, chained.getCertificateChain("leaf"));

        assertRefused(() -> SigningKey.fromKeyStore(mixed, null, PASSWORD), Reason.UNREADABLE, "belong together");
    }

    private static void assertRefused(Callable<SigningKey> reading, Reason reason, String hint) {
        UnusableKeyException refused = catchThrowableOfType(UnusableKeyException.class, reading::call);
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageContaining(hint).hasNoCause();
        assertThat(refused.getMessage())
                .doesNotContain("hunter2")
                .doesNotContain(RSA.getPrivateExponent().toString().substring(0, 12))
                .doesNotContain(RSA.getModulus().toString().substring(0, 12))
                .doesNotContain(TestKeys.pem(RSA).substring(40, 60));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void whenNumbersOfAKeyAreFarTooLong_thenItIsRefusedBeforeAnythingIsCalculated() {
        String huge = Base64URL.encode(BigInteger.ONE.shiftLeft(300_000).subtract(BigInteger.ONE))
                .toString();
        for (String field : List.of("p", "q", "dp", "dq", "qi", "d", "e")) {
            Map<String, Object> jwk = new HashMap<>(TestKeys.FIRST.toJSONObject());
            jwk.put(field, huge);

            assertRefused(() -> SigningKey.fromJwk(JSONObjectUtils.toJSONString(jwk), null), Reason.UNREADABLE, "");
        }
        String tooLong = Base64URL.encode(BigInteger.ONE.shiftLeft(9000).subtract(BigInteger.ONE))
                .toString();
        assertRefused(
                () -> SigningKey.fromJwk(
                        "{\"kty\":\"RSA\",\"kid\":\"k\",\"e\":\"AQAB\",\"n\":\"" + tooLong + "\",\"d\":\"" + tooLong
                                + "\"}",
                        null),
                Reason.UNSUPPORTED,
                "8192");
    }
}
