package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedMaskinportenTest extends SimulatorTestBase {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void goodAssertionIsAnsweredWithToken() {
        HttpResponse<String> response = caller.requestToken(caller.claims());

        assertToken(response);
        JsonNode body = Caller.json(response.body());
        assertThat(body.path("access_token").asText()).hasSizeGreaterThan(40);
        assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(body.path("expires_in").isInt()).isTrue();
        assertThat(body.path("expires_in").asInt()).isEqualTo(120);
        assertThat(body.path("scope").asText()).isEqualTo("skatteetaten:trekkpaalegg");
    }

    @Test
    void metadataNamesIssuerAndTokenEndpoint() {
        HttpResponse<String> response = caller.send(caller.get("/maskinporten/.well-known/oauth-authorization-server")
                .build());

        JsonNode body = Caller.json(response.body());
        assertThat(body.path("issuer").asText()).isEqualTo(simulator.issuer()).endsWith("/maskinporten/");
        assertThat(body.path("token_endpoint").asText())
                .isEqualTo(simulator.tokenUri().toString());
    }

    @Test
    void otherAddressesAreUnknown() {
        HttpResponse<String> response =
                caller.send(caller.get("/maskinporten/token/more").build());

        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Nested
    class Form {
        @Test
        void isAcceptedWithCharset() {
            assertToken(caller.postForm(good(), "Content-Type", FORM + ";charset=UTF-8"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"&client_id=x", "&scope=skatteetaten%3Atrekkpaalegg", "&resource=x", "&assertion=x", "&x"})
        void isRefusedWithMoreParameters(String more) {
            assertRefused(caller.postForm(good() + more, "Content-Type", FORM), "invalid_request", "MP-011");
        }

        @Test
        void isRefusedWithoutAssertion() {
            String body = "grant_type=" + Caller.encode(Caller.GRANT_TYPE);

            assertRefused(caller.postForm(body, "Content-Type", FORM), "invalid_request", "MP-011");
        }

        @Test
        void isRefusedWithOtherGrantType() {
            String body = "grant_type=client_credentials&assertion=" + caller.sign(caller.claims());

            assertRefused(caller.postForm(body, "Content-Type", FORM), "unsupported_grant_type", "MP-011");
        }

        @Test
        void isRefusedAsJson() {
            assertRefused(caller.postForm(good(), "Content-Type", "application/json"), "invalid_request", "MP-011");
        }

        @Test
        void isRefusedWithoutContentType() {
            assertRefused(caller.postForm(good(), "Accept", "*/*"), "invalid_request", "MP-011");
        }

        @Test
        void isRefusedWithClientAuthentication() {
            HttpResponse<String> response =
                    caller.postForm(good(), "Content-Type", FORM, "Authorization", "Basic eDp5");

            assertRefused(response, "invalid_request", "MP-011");
        }

        @Test
        void isRefusedInQuery() {
            HttpRequest request = caller.get("/maskinporten/token?" + good())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .header("Content-Type", FORM)
                    .build();

            assertRefused(caller.send(request), "invalid_request", "MP-011");
        }

        @Test
        void isRefusedByGet() {
            assertRefused(caller.send(caller.get("/maskinporten/token").build()), "invalid_request", "MP-011");
        }

        private String good() {
            return Caller.form(caller.sign(caller.claims()));
        }
    }

    @Nested
    class Header {
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
                    caller.requestToken(caller.sign(header("RS256").build(), caller.claims())),
                    "invalid_grant",
                    "MP-011");
        }

        @Test
        void mayNotHoldMore() {
            JWSHeader header = header("RS256")
                    .keyID(simulator.keyId())
                    .customParam("x", "y")
                    .build();

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
    }

    @Nested
    class Signature {
        @Test
        void ofAnotherKeyIsRefused() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(simulator.keyId())
                    .build();
            PrivateKey stranger = generator.generateKeyPair().getPrivate();

            assertRefused(
                    caller.requestToken(Caller.sign(header, caller.claims(), stranger)), "invalid_grant", "MP-120");
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
    }

    @Nested
    class Claims {
        @ParameterizedTest
        @ValueSource(strings = {"resource", "sub", "nbf", "client_amr", "x"})
        void unknownOnesAreRefused(String claim) {
            assertRefused(caller.requestToken(caller.claimsWith(claim, "x")), "invalid_grant", "MP-011");
        }

        @Test
        void anotherAudienceIsRefused() {
            assertRefused(
                    caller.requestToken(caller.claimsWith("aud", "https://maskinporten.no/")),
                    "invalid_grant",
                    "MP-110");
        }

        @Test
        void audienceWithoutSlashIsRefused() {
            String withoutSlash = simulator.issuer().replaceAll("/$", "");

            assertRefused(caller.requestToken(caller.claimsWith("aud", withoutSlash)), "invalid_grant", "MP-110");
        }

        @Test
        void audienceInArrayIsRefused() {
            assertRefused(
                    caller.requestToken(caller.claimsWith("aud", List.of(simulator.issuer()))),
                    "invalid_grant",
                    "MP-110");
        }

        @Test
        void anotherClientIsRefused() {
            assertRefused(caller.requestToken(caller.claimsWith("iss", "another")), "invalid_grant", "MP-100");
        }

        @Test
        void missingScopeIsRefused() {
            assertRefused(caller.requestToken(caller.claimsWithout("scope")), "invalid_scope", "MP-200");
        }

        @ParameterizedTest
        @ValueSource(strings = {"skatteetaten:trekkpålegg", "skatteetaten:trekkpaalegg skatteetaten:trekkpaalegg", ""})
        void anotherScopeIsRefused(String scope) {
            assertRefused(caller.requestToken(caller.claimsWith("scope", scope)), "invalid_scope", "MP-201");
        }

        @Test
        void scopeThatIsNotGrantedIsRefused() {
            simulator.grantScope(false);
            assertRefused(caller.requestToken(caller.claims()), "invalid_scope", "MP-250");

            simulator.grantScope(true);
            assertToken(caller.requestToken(caller.claims()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"iss", "aud", "iat", "exp", "jti"})
        void missingOnesAreRefused(String claim) {
            assertThat(caller.requestToken(caller.claimsWithout(claim)).statusCode())
                    .isEqualTo(400);
        }

        @Test
        void assertionIsUsedOnce() {
            String assertion = caller.sign(caller.claims());

            assertToken(caller.requestToken(assertion));
            assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-012");
            assertThat(simulator.assertions()).isEqualTo(1);
        }

        @Test
        void sameJtiInAnotherAssertionIsRefused() {
            assertToken(caller.requestToken(caller.claimsWith("jti", "one")));

            assertRefused(caller.requestToken(caller.claimsWith("jti", "one")), "invalid_grant", "MP-012");
        }

        @Test
        void refusedSystemUserHasUsedItsAssertion() {
            String assertion =
                    caller.sign(caller.claimsWith("authorization_details", List.of(Caller.systemUserOf(CUSTOMER))));
            assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-303");

            simulator.approveSystemUser(CUSTOMER);

            assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-012");
        }
    }

    @Nested
    class Times {
        @ParameterizedTest
        @ValueSource(longs = {-10, -1, 0, 10})
        void clockMayDifferByTenSeconds(long seconds) {
            assertToken(caller.requestToken(times(seconds, 60)));
        }

        @Test
        void issueTimeAfterNowIsRefused() {
            HttpResponse<String> response = caller.requestToken(times(11, 60));

            assertRefused(response, "invalid_grant", "MP-130");
            assertThat(response.body()).contains("issue time is after now");
        }

        @Test
        void issueTimeLongAgoIsRefused() {
            HttpResponse<String> response = caller.requestToken(times(-11, 60));

            assertRefused(response, "invalid_grant", "MP-130");
            assertThat(response.body()).contains("expired");
        }

        @Test
        void signedAssertionGrowsOld() {
            String assertion = caller.sign(caller.claims());
            clock.add(Duration.ofSeconds(11));

            assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-130");
        }

        @Test
        void lifetimeMayBeTwoMinutes() {
            assertToken(caller.requestToken(times(0, 120)));
            assertRefused(caller.requestToken(times(0, 121)), "invalid_grant", "MP-011");
        }

        @Test
        void expiryThatHasPassedIsRefused() {
            assertToken(caller.requestToken(times(-5, 6)));
            assertRefused(caller.requestToken(times(-5, 5)), "invalid_grant", "MP-130");
        }

        @Test
        void timesMustBeWholeNumbers() {
            assertRefused(caller.requestToken(caller.claimsWith("iat", "now")), "invalid_grant", "MP-011");
        }

        private Map<String, Object> times(long iatFromNow, long lifetime) {
            long iat = clock.instant().getEpochSecond() + iatFromNow;
            Map<String, Object> claims = caller.claimsWith("iat", iat);
            claims.put("exp", iat + lifetime);
            return claims;
        }
    }

    @Nested
    class Keys {
        @Test
        void newKeyWorksBesideTheOldOne() {
            String oldKid = simulator.keyId();
            JWSHeader oldHeader =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(oldKid).build();
            PrivateKey oldKey = caller.privateKey();

            String newKid = simulator.registerNewKey();

            assertThat(newKid).isNotEqualTo(oldKid).isEqualTo(simulator.keyId());
            assertThat(Caller.json(simulator.privateKeyJwk()).path("kid").asText())
                    .isEqualTo(newKid);
            assertToken(caller.requestToken(caller.claims()));
            assertToken(caller.requestToken(Caller.sign(oldHeader, caller.claims(), oldKey)));
        }

        @Test
        void revokedKeyIsRefused() {
            String kid = simulator.registerNewKey();
            String assertion = caller.sign(caller.claims());

            simulator.revokeKey(kid);

            assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-121");
            simulator.registerNewKey();
            assertToken(caller.requestToken(caller.claims()));
        }

        @Test
        void unknownKeyCannotBeRevoked() {
            assertThatThrownBy(() -> simulator.revokeKey("another")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void pemHoldsTheSameKey() throws Exception {
            String pem = simulator.privateKeyPem();
            assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));

            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));

            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(simulator.keyId())
                    .build();
            assertToken(caller.requestToken(Caller.sign(header, caller.claims(), key)));
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
