package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import no.trekkpaalegg.fuzz.FuzzInput;
import no.trekkpaalegg.fuzz.FuzzTarget;
import no.trekkpaalegg.privacy.ForbiddenText;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** What reads answers of Maskinporten, and keys. */
public final class MaskinportenFuzz {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl";
    private static final RSAKey KEY = alwaysTheSame();
    private static final ForbiddenText FORBIDDEN = new ForbiddenText(List.of(
            "10908410047",
            TOKEN.substring(10),
            KEY.getPrivateExponent().toString().substring(100, 130)));

    private MaskinportenFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget("token-answer", answers(), MaskinportenFuzz::tokenAnswer),
                new FuzzTarget("key-text", keys(), MaskinportenFuzz::keyText));
    }

    private static List<String> answers() {
        return List.of(
                "{\"access_token\":\"" + TOKEN
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":119,\"scope\":\"skatteetaten:trekkpaalegg\"}",
                "{\"access_token\":\"" + TOKEN
                        + "\",\"token_type\":\"bearer\",\"expires_in\":\"119\",\"nytt\":[1e9999999999]}",
                "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":1e9999999999}",
                "{\"error\":\"invalid_grant\",\"error_description\":\"MP-130 issue time is after now for 10908410047\",\"error_uri\":\"x\"}",
                "{\"error\":\"eyJa" + ".".repeat(1800) + "\",\"error_description\":\"109084\u00a010047\u202e\"}",
                "<html>" + TOKEN + "</html>");
    }

    private static List<String> keys() {
        return List.of(
                TestKeys.pem(KEY),
                TestKeys.pem(KEY).replace("\n", "\\n"),
                KEY.toJSONString(),
                "{\"keys\":[" + KEY.toJSONString() + "]}",
                KEY.toPublicJWK().toJSONString(),
                TestKeys.base64(KEY.toJSONString()),
                TestKeys.pem("RSA PRIVATE KEY", new byte[] {0x30, 0x03, 0x02, 0x01, 0x00}));
    }

    private static void tokenAnswer(FuzzInput input) throws IOException {
        try {
            OAuth2AccessToken token = new TokenResponseConverter()
                    .read(OAuth2AccessTokenResponse.class, new MockHttpInputMessage(input.bytes()))
                    .getAccessToken();

            assertThat(token.getTokenValue()).matches("[\\x21-\\x7E]+");
            assertThat(Duration.between(issuedAt(token), Objects.requireNonNull(token.getExpiresAt())))
                    .isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
        } catch (UnusableAnswerException e) {
            assertNothingSecret(String.valueOf(e.getMessage()));
        }
        JsonNode json = TokenAnswerBody.read(new MockHttpInputMessage(input.bytes()).getBody());
        TokenAnswer refusal = new TokenAnswer(
                400,
                json.path("error").textValue(),
                json.path("error_description").textValue(),
                input.text(),
                input.text());
        assertNothingSecret(
                refusal.error() + " " + refusal.description() + " " + refusal.date() + " " + refusal.code());
    }

    private static Instant issuedAt(OAuth2AccessToken token) {
        return Objects.requireNonNull(token.getIssuedAt());
    }

    private static void keyText(FuzzInput input) {
        try {
            assertNothingSecret(SigningKey.parse(input.text(), "key-1").toString());
        } catch (UnusableKeyException e) {
            assertNothingSecret(String.valueOf(e.getMessage()));
            assertThat(e.getCause()).isNull();
        }
    }

    private static void assertNothingSecret(String shown) {
        assertThat(FORBIDDEN.in(shown)).isEmpty();
    }

    /** So that a text can be made again. */
    private static RSAKey alwaysTheSame() {
        try {
            SecureRandom notRandom = SecureRandom.getInstance("SHA1PRNG");
            notRandom.setSeed(1);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, notRandom);
            KeyPair pair = generator.generateKeyPair();
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey((RSAPrivateKey) pair.getPrivate())
                    .keyID("key-1")
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
