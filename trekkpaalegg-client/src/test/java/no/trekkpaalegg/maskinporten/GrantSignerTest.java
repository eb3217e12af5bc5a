package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class GrantSignerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-05T15:00:00.750Z");
    private static final String COMMON =
            "'aud':'https://test.maskinporten.no/','iss':'client-1','scope':'skatteetaten:trekkpaalegg'," + "'iat':"
                    + NOW.getEpochSecond() + ",'exp':" + (NOW.getEpochSecond() + 100);

    private final AtomicReference<SigningKey> key = new AtomicReference<>(TestKeys.signingKey());
    private final GrantSigner signer = new GrantSigner(
            new MaskinportenSettings(
                    "client-1", "https://test.maskinporten.no/", URI.create("https://test.maskinporten.no/token")),
            key::get,
            MutableClock.of(NOW, ZoneOffset.UTC));

    @Test
    void whenAccessIsOwn_thenNothingNamesTheEmployer() throws Exception {
        assertClaims(Employer.own("313367002"), "{" + COMMON + "}");
    }

    @Test
    void whenAccessIsSystemUser_thenAuthorizationDetailsNameTheEmployer() throws Exception {
        assertClaims(
                Employer.systemUser("313367002"),
                "{" + COMMON + ",'authorization_details':[{'type':'urn:altinn:systemuser',"
                        + "'systemuser_org':{'authority':'iso6523-actorid-upis','ID':'0192:313367002'}}]}");
    }

    @Test
    void whenSystemUserHasExternalRef_thenItStandsBesideTheOrganisation() throws Exception {
        assertClaims(
                new Employer("313367002", Access.SYSTEM_USER, "payroll \"2\""),
                "{" + COMMON + ",'authorization_details':[{'type':'urn:altinn:systemuser',"
                        + "'externalRef':'payroll \\\"2\\\"',"
                        + "'systemuser_org':{'authority':'iso6523-actorid-upis','ID':'0192:313367002'}}]}");
    }

    @Test
    void whenAccessIsDelegation_thenConsumerOrgNamesTheEmployer() throws Exception {
        assertClaims(Employer.delegation("313367002"), "{" + COMMON + ",'consumer_org':'313367002'}");
    }

    @Test
    void whenSigned_thenHeaderHasAlgorithmAndKeyIdOnly() throws Exception {
        SignedJWT jwt = SignedJWT.parse(signer.sign(Employer.own("313367002")));

        assertThat(decode(jwt, 0)).isEqualTo(JSON.readTree("{\"alg\":\"RS256\",\"kid\":\"key-1\"}"));
        assertThat(jwt.verify(new RSASSAVerifier(TestKeys.FIRST.toRSAPublicKey())))
                .isTrue();
    }

    @Test
    void whenSignedTwice_thenEachHasItsOwnId() throws Exception {
        String first = id(signer.sign(Employer.own("313367002")));
        String second = id(signer.sign(Employer.own("313367002")));

        assertThat(first).isNotEqualTo(second);
        assertThat(UUID.fromString(first)).hasToString(first);
    }

    @Test
    void whenKeyIsExchanged_thenTheNextGrantIsSignedWithTheNewOne() throws Exception {
        key.set(SigningKey.fromJwk(TestKeys.SECOND.toJSONString(), null));

        SignedJWT jwt = SignedJWT.parse(signer.sign(Employer.own("313367002")));

        assertThat(jwt.getHeader().getKeyID()).isEqualTo("key-2");
        assertThat(jwt.verify(new RSASSAVerifier(TestKeys.SECOND.toRSAPublicKey())))
                .isTrue();
    }

    private static String id(String assertion) throws Exception {
        return decode(SignedJWT.parse(assertion), 1).path("jti").textValue();
    }

    private void assertClaims(Employer employer, String expected) throws Exception {
        ObjectNode claims = (ObjectNode) decode(SignedJWT.parse(signer.sign(employer)), 1);
        assertThat(claims.remove("jti").isTextual()).isTrue();
        assertThat(claims).isEqualTo(JSON.readTree(expected.replace('\'', '"')));
    }

    private static JsonNode decode(SignedJWT jwt, int part) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(jwt.getParsedParts()[part].toString()));
    }
}
