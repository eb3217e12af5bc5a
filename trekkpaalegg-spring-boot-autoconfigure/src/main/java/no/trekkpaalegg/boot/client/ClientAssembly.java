package no.trekkpaalegg.boot.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Http;
import no.trekkpaalegg.boot.TrekkpaaleggRestClientCustomizer;
import no.trekkpaalegg.client.ApiSettings;
import no.trekkpaalegg.client.HttpConnections;
import no.trekkpaalegg.client.RestTrekkpaaleggClient;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.maskinporten.MaskinportenSettings;
import no.trekkpaalegg.maskinporten.MaskinportenTokens;
import no.trekkpaalegg.maskinporten.ResilientCall;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.observation.Observations;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Builds the client and all that is under it, so that none of its parts becomes a bean that the host might notice. */
final class ClientAssembly {
    private static final String API_INSTANCE = "trekkpaalegg";
    private static final String MASKINPORTEN_INSTANCE = "maskinporten";

    private final HttpConnections connections;
    private final List<TrekkpaaleggRestClientCustomizer> customizers;
    private final RetryRegistry retries;
    private final CircuitBreakerRegistry circuitBreakers;
    private final Observations observations;
    private final Clock clock;

    ClientAssembly(
            Http http,
            List<TrekkpaaleggRestClientCustomizer> customizers,
            RetryRegistry retries,
            CircuitBreakerRegistry circuitBreakers,
            Observations observations,
            Clock clock) {
        this.connections = new HttpConnections(
                limit(http.connectTimeout(), "trekkpaalegg.http.connect-timeout"),
                limit(http.readTimeout(), "trekkpaalegg.http.read-timeout"));
        this.customizers = customizers;
        this.retries = retries;
        this.circuitBreakers = circuitBreakers;
        this.observations = observations;
        this.clock = clock;
    }

    TrekkpaaleggClient client(ApiSettings api, MaskinportenSettings maskinporten, SigningKeySource keys) {
        AccessTokenSource tokens = MaskinportenTokens.create(
                maskinporten,
                keys,
                builder(connections.requestFactory()),
                clock,
                retries.retry(MASKINPORTEN_INSTANCE, ResilientCall::defaultRetryConfig),
                circuitBreakers.circuitBreaker(MASKINPORTEN_INSTANCE, ResilientCall::defaultCircuitBreakerConfig),
                observations);
        return new RestTrekkpaaleggClient(
                api,
                tokens,
                builder(connections.requestFactory()),
                builder(connections.longAnswerRequestFactory()),
                new ResilientCall(
                        retries.retry(API_INSTANCE, ResilientCall::defaultRetryConfig),
                        circuitBreakers.circuitBreaker(API_INSTANCE, ResilientCall::defaultCircuitBreakerConfig)),
                observations,
                clock);
    }

    private static Duration limit(Duration duration, String key) {
        if (duration.isNegative() || duration.isZero()) {
            throw new TrekkpaaleggConfigurationException(
                    key,
                    "the time limit must be longer than zero, not " + duration,
                    "Correct " + key
                            + ". Every call has a time limit, so that an answer that never comes stops nothing.");
        }
        return duration;
    }

    private RestClient.Builder builder(ClientHttpRequestFactory requestFactory) {
        RestClient.Builder builder = RestClient.builder().requestFactory(requestFactory);
        customizers.forEach(customizer -> customizer.customize(builder));
        return builder;
    }
}
