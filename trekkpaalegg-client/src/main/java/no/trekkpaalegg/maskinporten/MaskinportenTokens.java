package no.trekkpaalegg.maskinporten;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Clock;
import java.util.Map;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Observations;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.web.client.RestClient;

/**
 * Assembles the source of tokens.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class MaskinportenTokens {

    private MaskinportenTokens() {}

    /**
     * Tokens from Maskinporten, cached while they are valid. The first request to Maskinporten is made when the first token is
     * needed.
     *
     * @param keys supplies the keys that sign grants
     * @param http the HTTP client for Maskinporten. Its request factory sets the timeouts and must not follow redirects. The
     *     builder is copied and not changed
     * @param clock the time for grants and tokens
     * @param retry see {@link ResilientCall#defaultRetryConfig()}
     * @param circuitBreaker see {@link ResilientCall#defaultCircuitBreakerConfig()}
     * @param observations observes each request
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
                new GrantSigner(settings, new ExpiryWarning(keys, settings.clientId(), clock), clock),
                new TokenExchange(settings, http, errors, clock),
                errors,
                new ResilientCall(retry, circuitBreaker),
                observations);
        return new TokenCache(settings, request::send, errors, clock);
    }

    /**
     * Tokens of several clients: each employer gets those of the client that it names ({@link Employer#client()}), and never another's.
     *
     * @param byClient the tokens of each client, by its name
     */
    public static AccessTokenSource ofClients(Map<String, AccessTokenSource> byClient) {
        return new TokensByClient(byClient);
    }
}
