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
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.maskinporten.SigningKey;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the builder makes of what it is told; everything else has its own tests. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TrekkpaaleggClientBuilderTest {
    private static final RSAKey KEY = key("key-1");
    private static final RSAKey NEXT_KEY = key("key-2");
    private static final SigningKeySource KEYS = SigningKeySource.text(KEY.toJSONString(), null);

    @RegisterExtension
    static final WireMockExtension SERVER = ClientFixture.wireMock();

    @TempDir
    private Path folder;

    @BeforeEach
    void answer() {
        SERVER.stubFor(post(urlPathEqualTo("/token"))
                .willReturn(okJson("{\"access_token\":\"a.token\",\"token_type\":\"Bearer\",\"expires_in\":120}")));
        SERVER.stubFor(get(anyUrl()).willReturn(okJson("[]")));
    }

    private static TrekkpaaleggClientBuilder addressed(String url) {
        return TrekkpaaleggClient.builder()
                .baseUrl(URI.create(url))
                .issuer(url + "/")
                .tokenUri(URI.create(url + "/token"))
                .clientName("payroll/1.2");
    }

    private static TrekkpaaleggClientBuilder complete() {
        return addressed(SERVER.baseUrl()).maskinportenClient("client-1", KEYS);
    }

    @Test
    void whenTheRequiredPartsAreGiven_thenTheClientIsReady() throws ParseException {
        assertThat(complete().build().findAll(EMPLOYER)).isEmpty();

        assertThat(assertion().getHeader().getKeyID()).isEqualTo("key-1");
        assertThat(assertion().getJWTClaimsSet().getIssuer()).isEqualTo("client-1");
        assertThat(assertion().getJWTClaimsSet().getAudience()).containsExactly(SERVER.baseUrl() + "/");
        SERVER.verify(getRequestedFor(urlPathEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer a.token"))
                .withHeader("Klientid", equalTo("payroll/1.2")));
    }

    @Test
    void whenAnEnvironmentIsGiven_thenItsAddressesAreTaken() {
        assertThat(TrekkpaaleggClient.builder()
                        .environment(ApiEnvironment.TEST)
                        .maskinportenClient("client-1", KEYS)
                        .build())
                .isNotNull();
    }

    @Test
    void whenNeitherAnEnvironmentNorAllAddressesAreGiven_thenNothingIsBuilt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TrekkpaaleggClient.builder()
                        .maskinportenClient("client-1", KEYS)
                        .baseUrl(URI.create("https://api.example.org"))
                        .tokenUri(URI.create("https://example.org/token"))
                        .build())
                .withMessageContaining("environment");
    }

    @Test
    void whenTheMaskinportenClientIsMissing_thenNothingIsBuilt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> addressed("https://api.example.org").build())
                .withMessageContaining("maskinportenClient");
    }

    @Test
    void whenAnAddressIsNotSafe_thenNothingIsBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        complete().baseUrl(URI.create("http://api.example.org")).build())
                .withMessageContaining("https");
    }

    @Test
    void whenATimeLimitIsNone_thenItIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> complete().connectTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> complete().readTimeout(Duration.ofSeconds(-1)));
    }

    @Test
    void whenTheKeyFileIsExchanged_thenTheNextTokenIsSignedWithTheNewKey() throws IOException {
        Path file = Files.writeString(folder.resolve("key.jwk"), KEY.toJSONString());
        TrekkpaaleggClient client = addressed(SERVER.baseUrl())
                .maskinportenClient("client-1", SigningKeySource.file(file, null))
                .build();
        client.findAll(EMPLOYER);

        Files.writeString(file, NEXT_KEY.toJSONString());
        SERVER.resetRequests();
        client.findAll(Employer.own("313367002"));

        assertThat(assertion().getHeader().getKeyID()).isEqualTo("key-2");
    }

    @Test
    void whenTheKeyIsOfAVault_thenItSigns() {
        SigningKeySource vault = SigningKeySource.fixed(SigningKey.parse(NEXT_KEY.toJSONString(), null));

        addressed(SERVER.baseUrl())
                .maskinportenClient("client-1", vault)
                .build()
                .findAll(EMPLOYER);

        assertThat(assertion().getHeader().getKeyID()).isEqualTo("key-2");
    }

    @Test
    void whenACallFails_thenItIsTriedAgainWithoutBeingToldTo() {
        SERVER.stubFor(get(anyUrl())
                .inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("well"));

        assertThat(complete().build().findAll(EMPLOYER)).isEmpty();

        SERVER.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void whenCallsKeepFailing_thenTheCircuitBreakerOpensWithoutBeingToldTo() {
        SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        RetryRegistry once =
                RetryRegistry.of(RetryConfig.custom().maxAttempts(1).build());
        TrekkpaaleggClient client = complete().retries(once).build();

        for (int call = 0; call < 10; call++) {
            assertThat(ClientFixture.failureOf(() -> client.findAll(EMPLOYER)).httpStatus())
                    .contains(503);
        }

        assertThat(ClientFixture.failureOf(() -> client.findAll(EMPLOYER))).hasMessageContaining("circuit breaker");
    }

    @Test
    void whenRegistriesAreGiven_thenTheirInstancesAreUsed() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        registry.circuitBreaker("trekkpaalegg").transitionToForcedOpenState();

        TrekkpaaleggClient client = complete().circuitBreakers(registry).build();

        assertThat(ClientFixture.failureOf(() -> client.findAll(EMPLOYER))).hasMessageContaining("circuit breaker");
    }

    @Test
    void whenAClockIsGiven_thenItsTimeIsInTheGrant() throws ParseException {
        Instant now = Instant.parse("2026-03-05T15:00:00Z");
        complete().clock(Clock.fixed(now, ZoneOffset.UTC)).build().findAll(EMPLOYER);

        assertThat(assertion().getJWTClaimsSet().getIssueTime()).isEqualTo(now);
    }

    @Test
    void whenAProxyIsSet_thenAllCallsGoThroughIt() {
        URI proxy = URI.create(SERVER.baseUrl());
        addressed("http://localhost:1")
                .maskinportenClient("client-1", KEYS)
                .httpClient(http -> http.proxy(ProxySelector.of(new InetSocketAddress("localhost", proxy.getPort()))))
                .build()
                .findAll(EMPLOYER);

        SERVER.verify(1, postRequestedFor(urlPathEqualTo("/token")).withHeader("Host", equalTo("localhost:1")));
        SERVER.verify(1, getRequestedFor(urlPathEqualTo(PATH)).withHeader("Host", equalTo("localhost:1")));
    }

    @Test
    void whenTheHttpClientIsToldToFollowRedirects_thenItDoesNotFollowThem() {
        SERVER.stubFor(get(urlPathEqualTo(PATH))
                .willReturn(aResponse().withStatus(302).withHeader("Location", SERVER.baseUrl() + "/elsewhere")));
        TrekkpaaleggClient client = complete()
                .httpClient(http -> http.followRedirects(Redirect.ALWAYS))
                .build();

        assertThat(ClientFixture.failureOf(() -> client.findAll(EMPLOYER)).kind())
                .isEqualTo(FailureKind.CONFIGURATION);
        SERVER.verify(0, getRequestedFor(urlPathEqualTo("/elsewhere")));
    }

    @Test
    void whenTheRestClientIsChanged_thenBothSidesAreCalledWithIt() {
        complete()
                .restClient(http -> http.defaultHeader("X-Host", "payroll"))
                .build()
                .findAll(EMPLOYER);

        SERVER.verify(1, postRequestedFor(anyUrl()).withHeader("X-Host", equalTo("payroll")));
        SERVER.verify(1, getRequestedFor(anyUrl()).withHeader("X-Host", equalTo("payroll")));
    }

    @Test
    void whenAnAnswerTakesLongerThanTheReadTimeout_thenTheCallIsGivenUp() {
        SERVER.stubFor(get(anyUrl()).willReturn(okJson("[]").withFixedDelay(5_000)));
        RetryRegistry once =
                RetryRegistry.of(RetryConfig.custom().maxAttempts(1).build());
        TrekkpaaleggClient client =
                complete().readTimeout(Duration.ofMillis(300)).retries(once).build();

        assertThat(ClientFixture.failureOf(() -> client.findChanges(EMPLOYER, 0, 10))
                        .kind())
                .isEqualTo(FailureKind.TRANSIENT);
    }

    private static SignedJWT assertion() {
        String form = SERVER.findAll(postRequestedFor(urlPathEqualTo("/token")))
                .get(0)
                .getBodyAsString();
        try {
            return SignedJWT.parse(form.substring(form.indexOf("assertion=") + "assertion=".length()));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey key(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
