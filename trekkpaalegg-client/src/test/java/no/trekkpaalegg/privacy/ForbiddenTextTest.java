package no.trekkpaalegg.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenTextTest {
    /** Synthetic, as all numbers here, and none that is forbidden exactly. */
    private static final String PERSON = "11918412399";

    private final ForbiddenText forbidden = new ForbiddenText(List.of("open-sesame"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                PERSON,
                "{\"skyldner\":\"11918412399\"}",
                "[1,11918412399,2]",
                "fnr=11918412399.",
                "fnr11918412399x",
                "abc11918412399",
                "/employees/11918412399/orders",
                "?fnr=%2211918412399%22",
                "{\\u002211918412399\\u0022}",
                "119184 12399",
                "119184-12399",
                "account 70213997155 of x",
                "00000000000",
                "id fe0d1de1-9840-4480-9382-3dbad27e9002, fnr 11918412399",
                "-11918412399-",
                "0x11918412399"
            })
    void whenANumberHasElevenDigits_thenItIsFound(String text) {
        assertThat(forbidden.in(text)).get().asString().startsWith("an eleven-digit number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "organisation 313367002",
                "1191841239",
                "119184123990",
                "sequence number 9223372036854775807",
                "at 2026-03-05T15:00:00.123456789Z",
                "1741186800000",
                "ca68e318-d937-4d0c-9135-e08939114870",
                "CA68E318-D937-4D0C-9135-11918412399A",
                "sha256 ab11918412399f0000",
                "0.11918412399",
                "took 11918412399 ns",
                "took 11918412399ns in all",
                "port 123456 12345",
                "Host$$Lambda/0x00007f1191841239",
                "Host$$Lambda/0x11918412399ab000@1b2c",
                "20260305 12345"
            })
    void whenANumberIsSomethingElse_thenItIsLetPass(String text) {
        assertThat(forbidden.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl",
                "header eyJhbGciOiJSUzI1NiJ9",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg",
                "-----BEGIN RSA PRIVATE KEY-----MIIEvQIBADANBg",
                "\"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBg\"",
                "{\"kty\":\"RSA\",\"d\":\"c2VjcmV0c2VjcmV0\"}",
                "{\\\"d\\\":\\\"c2VjcmV0c2VjcmV0\\\"}",
                "{\"dp\" : \"c2VjcmV0c2VjcmV0\"}",
                "he said open-sesame!"
            })
    void whenItIsATokenOrAKey_thenItIsFound(String text) {
        assertThat(forbidden.in(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The file must begin with BEGIN PRIVATE KEY",
                "-----BEGIN PRIVATE KEY----- is missing",
                "eyJ",
                "jakarta.persistence.MapKeyJoinColumns",
                "{\"kty\":\"RSA\",\"n\":\"c2VjcmV0c2VjcmV0\",\"e\":\"AQAB\"}",
                "{\"d\":\"\"}",
                "Bearer ***",
                "whenEverythingIsLoggedAndEverythingGoesWrong_thenNothingSecretIsWritten12",
                "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration$SpringCGLIB$$0",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "----------------------------------------------------------------"
            })
    void whenItIsAboutTokensAndKeys_thenItIsLetPass(String text) {
        assertThat(forbidden.in(text)).isEmpty();
    }

    /** A token that happens to look like words is missed; a leak would show more than one. */
    @Test
    void whenAStringIsLongAndRandom_thenItIsNearlyAlwaysFound() {
        Random random = new Random(1);
        long found = Stream.generate(() -> new byte[48])
                .limit(1000)
                .peek(random::nextBytes)
                .map(bytes -> "token " + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .filter(text -> forbidden.in(text).isPresent())
                .count();

        assertThat(found).isGreaterThan(980);
    }

    @Test
    void whenItIsAPieceOfAKey_thenItIsFound() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).generate();
        String pem =
                Base64.getMimeEncoder().encodeToString(key.toRSAPrivateKey().getEncoded());

        assertThat(forbidden.in("d is " + key.getPrivateExponent())).isPresent();
        assertThat(forbidden.in(pem)).isPresent();
        assertThat(forbidden.in(key.toJSONString())).isPresent();
    }

    @Test
    void whenATextIsForbiddenForNow_thenItIsFoundUntilAllowedAgain() {
        assertThat(forbidden.in("token 4711")).isEmpty();

        forbidden.forbid("4711");
        assertThat(forbidden.in("token 4711")).hasValue("a known secret after 'token '");

        forbidden.allowAgain();
        assertThat(forbidden.in("token 4711")).isEmpty();
        assertThat(forbidden.in("open-sesame")).isPresent();
    }

    @Test
    void whenSomethingIsFound_thenItIsNotQuoted() {
        String twice = "account 70213997155, token " + "c2VjcmV0".repeat(4) + " fnr 11918412399 and " + PERSON;

        assertThat(forbidden.in(twice)).hasValue("an eleven-digit number after 'account '");
        assertThat(forbidden.in("case 4711 " + "c2VjcmV0".repeat(4) + " fnr 11918412399"))
                .hasValue("an eleven-digit number after 'case *** *** fnr '");
    }
}
