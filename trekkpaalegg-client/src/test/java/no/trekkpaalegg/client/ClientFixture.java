package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.maskinporten.ResilientCall;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Observations;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.web.client.RestClient;

/** Clients as a host would build them, but that wait a millisecond between attempts. */
final class ClientFixture {
    static final Employer EMPLOYER = Employer.systemUser("313367002");
    static final String PATH = "/api/trekkpaalegg/v1";
    static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");
    static final int ATTEMPTS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ClientFixture() {}

    static WireMockExtension wireMock() {
        return WireMockExtension.newInstance()
                .options(WireMockConfiguration.wireMockConfig().dynamicPort())
                .build();
    }

    static FixtureClient client(String baseUrl) {
        return client(baseUrl, new FakeTokens());
    }

    static FixtureClient client(String baseUrl, AccessTokenSource tokens) {
        return client(baseUrl, tokens, PATIENCE, ResilientCall.defaultCircuitBreakerConfig(), Observations.NONE);
    }

    static FixtureClient client(String baseUrl, Duration readTimeout) {
        return client(
                baseUrl, new FakeTokens(), readTimeout, ResilientCall.defaultCircuitBreakerConfig(), Observations.NONE);
    }

    static FixtureClient client(String baseUrl, Observations observations) {
        return client(baseUrl, new FakeTokens(), PATIENCE, ResilientCall.defaultCircuitBreakerConfig(), observations);
    }

    static FixtureClient client(String baseUrl, CircuitBreakerConfig circuitBreaker) {
        return client(baseUrl, new FakeTokens(), PATIENCE, circuitBreaker, Observations.NONE);
    }

    static FixtureClient client(String baseUrl, AccessTokenSource tokens, CircuitBreakerConfig circuitBreaker) {
        return client(baseUrl, tokens, PATIENCE, circuitBreaker, Observations.NONE);
    }

    static CircuitBreakerConfig openingAfter(int calls) {
        return CircuitBreakerConfig.from(ResilientCall.defaultCircuitBreakerConfig())
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(calls)
                .build();
    }

    private static FixtureClient client(
            String baseUrl,
            AccessTokenSource tokens,
            Duration readTimeout,
            CircuitBreakerConfig circuitBreaker,
            Observations observations) {
        HttpConnections http = new HttpConnections(PATIENCE, readTimeout, builder -> {});
        RetryConfig retry = RetryConfig.from(ResilientCall.defaultRetryConfig())
                .maxAttempts(ATTEMPTS)
                .intervalBiFunction((attempt, outcome) -> 1L)
                .build();
        return new FixtureClient(new RestOrderReader(
                new ApiSettings(URI.create(baseUrl), "payroll/1.2"),
                tokens,
                RestClient.builder().requestFactory(http.requestFactory()),
                RestClient.builder().requestFactory(http.longAnswerRequestFactory()),
                new ResilientCall(Retry.of("test", retry), CircuitBreaker.of("test", circuitBreaker)),
                observations,
                Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    /** What the call fails with. */
    static TrekkpaaleggApiException failureOf(ThrowingCallable call) {
        TrekkpaaleggApiException failure = catchThrowableOfType(TrekkpaaleggApiException.class, call);
        if (failure == null) {
            throw new AssertionError("the call did not fail");
        }
        return failure;
    }

    /** A page of changes, read. */
    static TrekkpaaleggApiException failureOfReadChanges(OrderReader client) {
        return failureOf(() -> client.readChanges(EMPLOYER, 0, 10));
    }
}
