package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.stream.IntStream;
import no.trekkpaalegg.maskinporten.MaskinportenException;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several Maskinporten clients in one: each employer is asked for with a token of its own client, and with no other. */
class SeveralClientsTest {
    private static final Employer OF_DEFAULT = Employer.own("313367002");
    private static final Employer OF_EAST = Employer.own("313367010").withClient("east");
    private static final Employer CUSTOMER_OF_EAST =
            Employer.systemUser("313367029").withClient("east");

    @RegisterExtension
    static final WireMockExtension SERVER = ClientFixture.wireMock();

    private final TrekkpaaleggClient client = TrekkpaaleggClient.builder()
            .baseUrl(URI.create(SERVER.baseUrl()))
            .issuer(SERVER.baseUrl() + "/")
            .tokenUri(URI.create(SERVER.baseUrl() + "/token"))
            .maskinportenClient("client-of-default", key("key-of-default"))
            .maskinportenClient("east", "client-of-east", key("key-of-east"))
            .build();

    @BeforeEach
    void answer() {
        for (String name : List.of("default", "east")) {
            SERVER.stubFor(post(urlPathEqualTo("/token"))
                    .andMatching(request -> MatchResult.of(isSignedBy(name, request)))
                    .willReturn(okJson("{\"access_token\":\"token-of-%s\",\"token_type\":\"Bearer\",\"expires_in\":120}"
                            .formatted(name))));
        }
        SERVER.stubFor(get(anyUrl()).willReturn(okJson("[]")));
    }

    @Test
    void whenAnEmployerNamesAClient_thenItIsAskedForWithATokenOfThatClient() {
        client.findAll(OF_EAST);

        assertAskedWith("east", 1);
        assertAskedWith("default", 0);
    }

    @Test
    void whenAnEmployerNamesNoClient_thenItIsAskedForWithATokenOfTheDefaultOne() {
        client.findAll(OF_DEFAULT);

        assertAskedWith("default", 1);
        assertAskedWith("east", 0);
    }

    @Test
    void whenEmployersOfBothClientsAreAskedForAtTheSameTime_thenNoTokenIsMixedUp() {
        IntStream.range(0, 60).parallel().forEach(i -> client.findAll(i % 3 == 0 ? OF_DEFAULT : OF_EAST));

        assertAskedWith("default", 20);
        assertAskedWith("east", 40);
    }

    /** The same organisation can own one client and be a customer of another. */
    @Test
    void whenOneOrganisationIsReachedThroughTwoClients_thenEachHasATokenOfItsOwn() {
        client.findAll(OF_DEFAULT);
        client.findAll(OF_DEFAULT.withClient("east"));

        assertAskedWith("default", 1);
        assertAskedWith("east", 1);
    }

    @Test
    void whenATokenIsRefused_thenTheNextOneIsOfTheSameClient() {
        SERVER.stubFor(get(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(401))
                .willSetStateTo("well"));

        client.findAll(CUSTOMER_OF_EAST);

        assertAskedWith("east", 2);
        assertAskedWith("default", 0);
    }

    @Test
    void whenAnEmployerNamesAClientThatIsNotThere_thenNeitherSideIsAsked() {
        assertThatExceptionOfType(MaskinportenException.class)
                .isThrownBy(() -> client.findAll(OF_DEFAULT.withClient("west")))
                .withMessageContaining("client 'west', which is not configured; there is default, east")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION));

        SERVER.verify(0, postRequestedFor(anyUrl()));
        SERVER.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void whenAClientIsRefused_thenTheFailureNamesIt() {
        SERVER.stubFor(post(urlPathEqualTo("/token"))
                .willReturn(aResponse().withStatus(400).withBody("{\"error\":\"invalid_client\"}")));

        assertThatExceptionOfType(MaskinportenException.class)
                .isThrownBy(() -> client.findAll(OF_EAST))
                .withMessageContaining("employer 313367010 (access own, client east)");
    }

    private static void assertAskedWith(String name, int times) {
        SERVER.verify(times, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer token-of-" + name)));
    }

    private static boolean isSignedBy(String name, Request request) {
        String form = request.getBodyAsString();
        try {
            SignedJWT assertion = SignedJWT.parse(form.substring(form.indexOf("assertion=") + "assertion=".length()));
            return assertion.getJWTClaimsSet().getIssuer().equals("client-of-" + name)
                    && assertion.getHeader().getKeyID().equals("key-of-" + name);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static SigningKeySource key(String kid) {
        try {
            return SigningKeySource.text(
                    new RSAKeyGenerator(2048).keyID(kid).generate().toJSONString(), null);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
