package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms in which a key is accepted, and what it signs with. */
class SigningKeyTest extends SigningKeyFixture {
    @Test
    void whenJwkHasKid_thenItIsTheKeyId() throws Exception {
        assertSigns(SigningKey.fromJwk(RSA.toJSONString(), null), "key-1", JWSAlgorithm.RS256);
    }

    @Test
    void whenKeyIdIsGiven_thenItReplacesTheKidOfTheJwk() throws Exception {
        assertSigns(SigningKey.fromJwk(RSA.toJSONString(), "other"), "other", JWSAlgorithm.RS256);
    }

    @Test
    void whenJwkNamesAlgorithm_thenItIsUsed() throws Exception {
        String jwk =
                new RSAKey.Builder(RSA).algorithm(JWSAlgorithm.RS512).build().toJSONString();

        assertSigns(SigningKey.fromJwk(jwk, null), "key-1", JWSAlgorithm.RS512);
    }

    @ParameterizedTest
    @EnumSource
    void whenAlgorithmIsChosen_thenItSigns(SigningAlgorithm algorithm) throws Exception {
        assertSigns(TestKeys.signingKey().withAlgorithm(algorithm), "key-1", JWSAlgorithm.parse(algorithm.name()));
    }

    @Test
    void whenJwkHasOnlyModulusAndExponents_thenItSigns() throws Exception {
        String jwk = new RSAKey.Builder(RSA.toRSAPublicKey())
                .privateExponent(RSA.getPrivateExponent())
                .keyID("key-1")
                .build()
                .toJSONString();

        assertSigns(SigningKey.fromJwk(jwk, null), "key-1", JWSAlgorithm.RS256);
    }

    @Test
    void whenJwkSetHoldsOneKey_thenItIsUsed() throws Exception {
        assertSigns(SigningKey.fromJwk(new JWKSet(RSA).toString(false), null), "key-1", JWSAlgorithm.RS256);
    }

    @Test
    void whenPemIsPkcs8_thenItSigns() throws Exception {
        assertSigns(SigningKey.fromPem(TestKeys.pem(RSA), "my-key"), "my-key", JWSAlgorithm.RS256);
    }

    @Test
    void whenPemIsOnOneLineOrHasOtherLineEnds_thenItSigns() throws Exception {
        String pem = TestKeys.pem(RSA);

        for (String variant : List.of(pem.replace("\n", "\\n"), pem.replace("\n", "\r\n"), "Bag Attributes\n" + pem)) {
            assertSigns(SigningKey.parse(variant, "my-key"), "my-key", JWSAlgorithm.RS256);
        }
    }

    @Test
    void whenTextIsAnyOfTheForms_thenItIsRecognised() throws Exception {
        String jwk = RSA.toJSONString();
        String pem = TestKeys.pem(RSA);

        for (String text : List.of(
                jwk,
                "\uFEFF \n" + jwk + "\n",
                TestKeys.base64(jwk),
                TestKeys.base64(jwk).replaceAll("(.{76})", "$1\r\n"),
                pem,
                TestKeys.base64(pem))) {
            assertSigns(SigningKey.parse(text, "key-1"), "key-1", JWSAlgorithm.RS256);
        }
    }

    @Test
    void whenKeyComesFromKeyStore_thenTheWholeChainIsSentAndNoKeyId() throws Exception {
        SigningKey key = SigningKey.fromKeyStore(chained, "leaf", PASSWORD);
        JWSHeader header = SignedJWT.parse(key.sign(claims())).getHeader();
        Certificate[] chain = chained.getCertificateChain("leaf");
        assertThat(chain).hasSize(2);
        assertThat(header.toJSONObject()).containsOnlyKeys("alg", "x5c");
        assertThat(header.getX509CertChain().get(0).decode()).isEqualTo(chain[0].getEncoded());
        assertThat(header.getX509CertChain().get(1).decode()).isEqualTo(chain[1].getEncoded());
        chain[0].verify(chain[1].getPublicKey());
        assertVerifies(key, (RSAPublicKey) chain[0].getPublicKey());
        assertThat(key.certificateExpiresAt())
                .contains(((X509Certificate) chain[0]).getNotAfter().toInstant());
    }

    @Test
    void whenKeyStoreHoldsOneKey_thenNoAliasIsNeeded() {
        assertThat(SigningKey.fromKeyStore(chained, null, PASSWORD).certificateExpiresAt())
                .isPresent();
    }

    @Test
    void whenKeyIsRegistered_thenThereIsNoCertificate() {
        assertThat(TestKeys.signingKey().certificateExpiresAt()).isEmpty();
    }

    @Test
    void whenShown_thenNothingOfTheKeyIs() {
        assertThat(TestKeys.signingKey()).hasToString("SigningKey[RS256, kid=key-1]");
        assertThat(SigningKey.fromKeyStore(chained, null, PASSWORD).toString())
                .startsWith("SigningKey[RS256, certificate");
        assertThat(SigningKey.fromPem(TestKeys.pem(RSA), RSA.toJSONString()).toString())
                .doesNotContain(RSA.getPrivateExponent().toString());
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder().issuer("me").build();
    }

    private static void assertSigns(SigningKey key, String keyId, JWSAlgorithm algorithm) throws Exception {
        JWSHeader header = SignedJWT.parse(key.sign(claims())).getHeader();
        assertThat(header.toJSONObject()).isEqualTo(Map.of("alg", algorithm.getName(), "kid", keyId));
        assertVerifies(key, RSA.toRSAPublicKey());
    }

    private static void assertVerifies(SigningKey key, RSAPublicKey publicKey) throws Exception {
        assertThat(SignedJWT.parse(key.sign(claims())).verify(new RSASSAVerifier(publicKey)))
                .isTrue();
    }
}
