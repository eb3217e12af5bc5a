package no.trekkpaalegg.maskinporten;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Clock;
import no.trekkpaalegg.observation.Observations;
import org.springframework.web.client.RestClient;

/** Puts the parts together that lead to a token. */
public final class MaskinportenTokens {

    private MaskinportenTokens() {}

    /**
     * Tokens from Maskinporten, kept while they live. Asks nothing of Maskinporten until the first token is wanted.
     *
     * @param keys what grants are signed with
     * @param http how to reach Maskinporten: its request factory sets the timeouts and must not follow redirects; the builder
     *     is copied and not changed
     * @param clock the time in grants, and of tokens
     * @param retry see {@link ResilientCall#defaultRetryConfig()}
     * @param circuitBreaker see {@link ResilientCall#defaultCircuitBreakerConfig()}
     * @param observations who is told of each request
     */
    public static AccessTokenSource create(
            MaskinportenSettings settings,
            SigningKeySource keys,
            RestClient.Builder http,
            Clock clock,
            Retry retry,
            CircuitBreaker circuitBreaker,
            Observations observations) {
        MaskinportenErrors errors = new MaskinportenErrors(settings, clock);
        TokenRequest request = new TokenRequest(
                new GrantSigner(settings, new ExpiryWarning(keys, clock), clock),
                new TokenExchange(settings, http, errors, clock),
                errors,
                new ResilientCall(retry, circuitBreaker),
                observations);
        return new TokenCache(settings, request::send, errors, clock);
    }
}
