package no.trekkpaalegg.maskinporten;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.nimbusds.jwt.SignedJWT;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.TrekkpaaleggException;
import no.trekkpaalegg.observation.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threeten.extra.MutableClock;

class MaskinportenTokensTest {
    private static final Employer EMPLOYER = Employer.own("313367002");
    private static final String TOKEN = "{\"access_token\":\"tok.3n\",\"token_type\":\"Bearer\",\"expires_in\":120}";

    @RegisterExtension
    static final WireMockExtension maskinporten = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T15:00:00Z"), ZoneOffset.UTC);
    private final Retry retry = Retry.of(
            "maskinporten",
            RetryConfig.custom()
                    .waitDuration(Duration.ofMillis(1))
                    .maxAttempts(3)
                    .build());
    private final CircuitBreaker breaker =
            CircuitBreaker.of("maskinporten", ResilientCall.defaultCircuitBreakerConfig());

    private final Observed observed = new Observed();

    private AccessTokenSource tokens;

    @BeforeEach
    void connect() {
        tokens = tokens(SigningKeySource.fixed(TestKeys.signingKey()));
    }

    private AccessTokenSource tokens(SigningKeySource keys) {
        MaskinportenSettings settings = new MaskinportenSettings(
                "client-1", maskinporten.baseUrl() + "/", URI.create(maskinporten.baseUrl() + "/token"));
        return MaskinportenTokens.create(
                settings, keys, TokenExchangeTest.http(), clock, retry, breaker, observed.withoutEmployerTag());
    }

    private static void answer(ResponseDefinitionBuilder... answers) {
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.length; i++) {
            String next = i < answers.length - 1 ? "answered " + i : state;
            maskinporten.stubFor(post(urlPathEqualTo("/token"))
                    .inScenario("answers")
                    .whenScenarioStateIs(state)
                    .willSetStateTo(next)
                    .willReturn(answers[i]));
            state = next;
        }
    }

    private static List<SignedJWT> assertions() {
        return maskinporten.getAllServeEvents().stream()
                .map(event -> event.getRequest().getBodyAsString())
                .map(form -> form.substring(form.indexOf("assertion=") + "assertion=".length()))
                .map(MaskinportenTokensTest::parse)
                .toList();
    }

    private static SignedJWT parse(String jwt) {
        try {
            return SignedJWT.parse(jwt);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whenAttemptsFail_thenEachIsSignedAnew() throws Exception {
        answer(
                aResponse().withStatus(503),
                aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\",\"error_description\":\"MP-012\"}"),
                okJson(TOKEN));

        assertThat(tokens.tokenFor(EMPLOYER).value()).isEqualTo("tok.3n");

        List<String> ids = new ArrayList<>();
        for (SignedJWT assertion : assertions()) {
            ids.add(assertion.getJWTClaimsSet().getJWTID());
        }
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void whenAttemptsFail_thenEachIsObserved() {
        answer(aResponse().withStatus(503), okJson(TOKEN));

        tokens.tokenFor(EMPLOYER);

        assertThat(observed.tags("trekkpaalegg.token.request"))
                .containsExactly(
                        Map.of("access", "own", "outcome", "failure", "failure.kind", "transient"),
                        Map.of("access", "own", "outcome", "success", "failure.kind", "none"));
    }

    @Test
    void whenMaskinportenRefuses_thenItIsNotAskedAgain() {
        answer(aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\",\"error_description\":\"MP-303\"}"));

        MaskinportenException failure =
                catchThrowableOfType(MaskinportenException.class, () -> tokens.tokenFor(EMPLOYER));

        assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS);
        assertThat(assertions()).hasSize(1);
    }

    @Test
    void whenMaskinportenStaysDown_thenTheBreakerOpensAndItIsTransient() {
        answer(aResponse().withStatus(503));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> tokens.tokenFor(EMPLOYER)).isInstanceOf(MaskinportenException.class);
        }
        int asked = assertions().size();

        MaskinportenException failure =
                catchThrowableOfType(MaskinportenException.class, () -> tokens.tokenFor(EMPLOYER));

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure).hasMessageContainingAll("313367002", "requests to it are blocked");
        assertThat(asked).isEqualTo(30);
        assertThat(assertions()).hasSize(asked);
    }

    @Test
    void whenOneEmployerIsRefusedForEver_thenTheOthersAreServed() {
        for (int i = 0; i < 50; i++) {
            answer(aResponse().withStatus(400).withBody("{\"error\":\"invalid_scope\"}"));
            assertThatThrownBy(() -> tokens.tokenFor(EMPLOYER)).isInstanceOf(MaskinportenException.class);
        }
        answer(okJson(TOKEN));

        assertThat(tokens.tokenFor(Employer.own("313367010")).value()).isEqualTo("tok.3n");
    }

    @Test
    void whenManyThreadsFindAnExpiredToken_thenOneRequestIsMade() throws Exception {
        answer(okJson(TOKEN).withFixedDelay(300));
        tokens.tokenFor(EMPLOYER);
        clock.add(Duration.ofSeconds(121));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        List<Future<AccessToken>> callers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            callers.add(threads.submit(() -> {
                start.await();
                return tokens.tokenFor(EMPLOYER);
            }));
        }

        start.countDown();
        for (Future<AccessToken> caller : callers) {
            assertThat(caller.get().value()).isEqualTo("tok.3n");
        }

        threads.shutdown();
        assertThat(assertions()).hasSize(2);
    }

    @Test
    void whenThereIsNoUsableKey_thenItIsConfigurationAndNothingIsSent() {
        AccessTokenSource withoutKey = tokens(new ReloadingSigningKeySource(() -> "hunter2", "k"));

        TrekkpaaleggException failure =
                catchThrowableOfType(TrekkpaaleggException.class, () -> withoutKey.tokenFor(EMPLOYER));

        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure).hasNoCause().hasMessageContaining("must be a JWK").hasMessageNotContaining("hunter2");
        assertThat(assertions()).isEmpty();
    }

    @Test
    void whenKeyCannotBeRead_thenItIsConfigurationWithoutDetails() {
        AccessTokenSource withoutKey = tokens(() -> {
            throw new IllegalStateException("hunter2");
        });

        TrekkpaaleggException failure =
                catchThrowableOfType(TrekkpaaleggException.class, () -> withoutKey.tokenFor(EMPLOYER));

        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure).hasNoCause().hasMessageContaining("IllegalStateException");
    }

    @Test
    void whenWholeLineRuns_thenNoSecretIsLogged() {
        answer(aResponse().withStatus(500).withBody("<html>"), okJson(TOKEN));

        try (LogCapture log = new LogCapture()) {
            AccessToken token = tokens.tokenFor(EMPLOYER);

            assertThat(log.text() + token).doesNotContain("tok.3n").doesNotContain("eyJ");
            assertThat(log.text()).contains("RestClient");
        }
    }
}
