package no.trekkpaalegg.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.maskinporten.MaskinportenSettings;
import no.trekkpaalegg.maskinporten.MaskinportenTokens;
import no.trekkpaalegg.maskinporten.ResilientCall;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Observations;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Builds a {@link TrekkpaaleggClient} with tokens from Maskinporten, retries and circuit breakers.
 *
 * <pre>{@code
 * TrekkpaaleggClient client = TrekkpaaleggClient.builder()
 *         .environment(ApiEnvironment.TEST)
 *         .maskinportenClient("3a5b8e0c-6f0e-4d4b-9b67-0a8f5d2f4c11", SigningKeySource.file(Path.of("key.pem"), "my-key-2026"))
 *         .clientName("payroll/1.2")
 *         .build();
 * }</pre>
 *
 * <p>The environment (or all three addresses) and the Maskinporten client are required. A builder is for use by one thread. The
 * client that it builds is safe for use by many threads.
 */
public final class TrekkpaaleggClientBuilder {
    /** The default longest wait for a connection. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** The default longest wait for an answer. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private static final String API_INSTANCE = "trekkpaalegg";
    private static final String MASKINPORTEN_INSTANCE = "maskinporten";

    private @Nullable ApiEnvironment environment;
    private @Nullable URI baseUrl;
    private @Nullable String issuer;
    private @Nullable URI tokenUri;
    private final Map<String, MaskinportenClient> maskinportenClients = new LinkedHashMap<>();
    private String scope = MaskinportenSettings.SCOPE;
    private String clientName = "trekkpaalegg";
    private Duration connectTimeout = CONNECT_TIMEOUT;
    private Duration readTimeout = READ_TIMEOUT;
    private int maxElementSize = ApiSettings.DEFAULT_MAX_ELEMENT_SIZE;
    private Consumer<HttpClient.Builder> httpClient = builder -> {};
    private Consumer<RestClient.Builder> restClient = builder -> {};
    private Clock clock = Clock.systemUTC();
    private RetryRegistry retries = RetryRegistry.ofDefaults();
    private CircuitBreakerRegistry circuitBreakers = CircuitBreakerRegistry.ofDefaults();
    private Observations observations = Observations.NONE;

    private record MaskinportenClient(String id, SigningKeySource keys) {}

    TrekkpaaleggClientBuilder() {}

    /** The environment, which has the addresses of the API and Maskinporten. */
    public TrekkpaaleggClientBuilder environment(ApiEnvironment value) {
        this.environment = Objects.requireNonNull(value, "environment");
        return this;
    }

    /** The base URL of the API. It replaces the address of the environment. */
    public TrekkpaaleggClientBuilder baseUrl(URI value) {
        this.baseUrl = Objects.requireNonNull(value, "baseUrl");
        return this;
    }

    /** The issuer of tokens, with the slash at its end. It replaces the issuer of the environment. */
    public TrekkpaaleggClientBuilder issuer(String value) {
        this.issuer = Objects.requireNonNull(value, "issuer");
        return this;
    }

    /** The token endpoint. It replaces the token endpoint of the environment. */
    public TrekkpaaleggClientBuilder tokenUri(URI value) {
        this.tokenUri = Objects.requireNonNull(value, "tokenUri");
        return this;
    }

    /**
     * The client in Maskinporten.
     *
     * @param id id of the client in Maskinporten
     * @param signingKeys supplies the key that is registered on the client, or the enterprise certificate
     */
    public TrekkpaaleggClientBuilder maskinportenClient(String id, SigningKeySource signingKeys) {
        return maskinportenClient(Employer.DEFAULT_CLIENT, id, signingKeys);
    }

    /**
     * One of several clients in Maskinporten, for employers that name it ({@link Employer#withClient}).
     *
     * @param name what employers call the client
     * @param id id of the client in Maskinporten
     * @param signingKeys supplies the key that is registered on the client, or the enterprise certificate
     */
    public TrekkpaaleggClientBuilder maskinportenClient(String name, String id, SigningKeySource signingKeys) {
        maskinportenClients.put(
                Objects.requireNonNull(name, "name"),
                new MaskinportenClient(
                        Objects.requireNonNull(id, "id"), Objects.requireNonNull(signingKeys, "signingKeys")));
        return this;
    }

    /** The scope of tokens, instead of {@link MaskinportenSettings#SCOPE}. */
    public TrekkpaaleggClientBuilder scope(String value) {
        this.scope = Objects.requireNonNull(value, "scope");
        return this;
    }

    /** Name and possibly version of the calling system, sent in the {@code Klientid} header: printable ASCII. */
    public TrekkpaaleggClientBuilder clientName(String value) {
        this.clientName = Objects.requireNonNull(value, "clientName");
        return this;
    }

    /** Longest wait for a connection, longer than zero. The default is {@link #CONNECT_TIMEOUT}. */
    public TrekkpaaleggClientBuilder connectTimeout(Duration value) {
        this.connectTimeout = requirePositive(value, "connect timeout");
        return this;
    }

    /**
     * Longest wait for a complete answer, longer than zero. The default is {@link #READ_TIMEOUT}. The answer with all current
     * orders may take ten times as long.
     */
    public TrekkpaaleggClientBuilder readTimeout(Duration value) {
        this.readTimeout = requirePositive(value, "read timeout");
        return this;
    }

    /**
     * Longest element of an answer, from 16,384 to 2,097,152 characters. The default is
     * {@link ApiSettings#DEFAULT_MAX_ELEMENT_SIZE}. A longer element is not held in memory, and counts as one that cannot be
     * understood.
     */
    public TrekkpaaleggClientBuilder maxElementSize(int characters) {
        this.maxElementSize = characters;
        return this;
    }

    /**
     * Customizes the JDK's HTTP client that makes the calls, for example with a proxy. HTTP/1.1, the connect timeout and "no
     * redirects" are set afterwards.
     */
    public TrekkpaaleggClientBuilder httpClient(Consumer<HttpClient.Builder> customizer) {
        this.httpClient = Objects.requireNonNull(customizer, "customizer");
        return this;
    }

    /**
     * Customizes the {@code RestClient.Builder} on top of the HTTP client, for example with another request factory or an
     * interceptor. A new request factory must have time limits and must not follow redirects.
     */
    public TrekkpaaleggClientBuilder restClient(Consumer<RestClient.Builder> customizer) {
        this.restClient = Objects.requireNonNull(customizer, "customizer");
        return this;
    }

    /** The clock, for example in tests. The default is the system clock. */
    public TrekkpaaleggClientBuilder clock(Clock value) {
        this.clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /**
     * The registry of the retries {@code trekkpaalegg} and {@code maskinporten}. Missing ones are added with
     * {@link ResilientCall#defaultRetryConfig()}.
     */
    public TrekkpaaleggClientBuilder retries(RetryRegistry value) {
        this.retries = Objects.requireNonNull(value, "retries");
        return this;
    }

    /**
     * The registry of the circuit breakers {@code trekkpaalegg} and {@code maskinporten}. Missing ones are added with
     * {@link ResilientCall#defaultCircuitBreakerConfig()}.
     */
    public TrekkpaaleggClientBuilder circuitBreakers(CircuitBreakerRegistry value) {
        this.circuitBreakers = Objects.requireNonNull(value, "circuitBreakers");
        return this;
    }

    /**
     * Observes each request. By default nothing is observed.
     *
     * @hidden
     */
    @API(status = Status.INTERNAL)
    public TrekkpaaleggClientBuilder observations(Observations value) {
        this.observations = Objects.requireNonNull(value, "observations");
        return this;
    }

    /**
     * Builds the client. No call is made.
     *
     * @throws IllegalStateException if a required part is missing
     * @throws IllegalArgumentException if an address is not {@code https} (plain {@code http} is accepted for localhost only), or a
     *     name is not as described
     */
    public TrekkpaaleggClient build() {
        return new OrderReaderClient(buildReader());
    }

    /**
     * Builds the reader for the feed of this library, under the same conditions.
     *
     * @hidden
     */
    @API(status = Status.INTERNAL)
    public OrderReader buildReader() {
        ApiSettings api = new ApiSettings(address(baseUrl, ApiEnvironment::baseUrl), clientName, maxElementSize);
        HttpConnections connections = new HttpConnections(connectTimeout, readTimeout, httpClient);
        return new RestOrderReader(
                api,
                tokens(builder(connections.requestFactory())),
                builder(connections.requestFactory()),
                builder(connections.longAnswerRequestFactory()),
                new ResilientCall(
                        retries.retry(API_INSTANCE, ResilientCall::defaultRetryConfig),
                        circuitBreakers.circuitBreaker(API_INSTANCE, ResilientCall::defaultCircuitBreakerConfig)),
                observations,
                clock);
    }

    private AccessTokenSource tokens(RestClient.Builder http) {
        if (maskinportenClients.isEmpty()) {
            throw new IllegalStateException("the Maskinporten client is missing: call maskinportenClient(id, keys)");
        }
        Map<String, AccessTokenSource> byClient = new LinkedHashMap<>();
        maskinportenClients.forEach((name, client) -> byClient.put(name, tokens(client, http)));
        return MaskinportenTokens.ofClients(byClient);
    }

    private AccessTokenSource tokens(MaskinportenClient client, RestClient.Builder http) {
        return MaskinportenTokens.create(
                new MaskinportenSettings(
                        client.id(),
                        address(issuer, ApiEnvironment::issuer),
                        address(tokenUri, ApiEnvironment::tokenUri),
                        scope),
                client.keys(),
                http,
                clock,
                retries.retry(MASKINPORTEN_INSTANCE, ResilientCall::defaultRetryConfig),
                circuitBreakers.circuitBreaker(MASKINPORTEN_INSTANCE, ResilientCall::defaultCircuitBreakerConfig),
                observations);
    }

    private <T> T address(@Nullable T given, Function<ApiEnvironment, T> ofEnvironment) {
        if (given != null) {
            return given;
        }
        if (environment == null) {
            throw new IllegalStateException(
                    "the environment is missing: call environment(...), or all of baseUrl, issuer and tokenUri");
        }
        return ofEnvironment.apply(environment);
    }

    private RestClient.Builder builder(ClientHttpRequestFactory requestFactory) {
        RestClient.Builder builder = RestClient.builder().requestFactory(requestFactory);
        restClient.accept(builder);
        return builder;
    }

    private static Duration requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("the " + name + " must be longer than zero, not " + value);
        }
        return value;
    }
}
