package no.trekkpaalegg.boot.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import no.trekkpaalegg.boot.PropertyCheck;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Http;
import no.trekkpaalegg.boot.TrekkpaaleggRestClientCustomizer;
import no.trekkpaalegg.client.ApiSettings;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.OrderReaderClient;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.maskinporten.MaskinportenSettings;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.observation.Observations;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** The client, and the clock of the whole library. */
@AutoConfiguration(
        afterName = {
            "io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration",
            "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration",
            "io.github.resilience4j.springboot.retry.autoconfigure.RetryAutoConfiguration",
            "io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration"
        })
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(TrekkpaaleggProperties.class)
public final class TrekkpaaleggClientAutoConfiguration {
    private static final Duration SHORTEST_LIMIT = Duration.ofMillis(100);

    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggClock trekkpaaleggClock() {
        return new TrekkpaaleggClock(Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    SigningKeySource trekkpaaleggSigningKeySource(
            TrekkpaaleggProperties properties, ResourceLoader resourceLoader, ObjectProvider<SslBundles> sslBundles) {
        return new SigningKeys(resourceLoader, sslBundles.getIfAvailable()).source(properties.maskinporten());
    }

    /** What the application calls the API with. One of its own replaces this bean; the feed reads through the {@link OrderReader}. */
    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggClient trekkpaaleggClient(OrderReader reader) {
        return new OrderReaderClient(reader);
    }

    @Bean
    OrderReader trekkpaaleggOrderReader(
            TrekkpaaleggProperties properties,
            Environment environment,
            SigningKeySource keys,
            ObjectProvider<TrekkpaaleggRestClientCustomizer> customizers,
            ObjectProvider<RetryRegistry> retries,
            ObjectProvider<CircuitBreakerRegistry> circuitBreakers,
            ObjectProvider<ObservationRegistry> observationRegistry,
            TrekkpaaleggClock clock) {
        Http http = properties.http();
        ApiSettings api = Addresses.api(properties, environment.getProperty("spring.application.name"));
        MaskinportenSettings maskinporten = Addresses.maskinporten(properties);
        List<TrekkpaaleggRestClientCustomizer> restClient =
                customizers.orderedStream().toList();
        return TrekkpaaleggClient.builder()
                .baseUrl(api.baseUrl())
                .issuer(maskinporten.issuer())
                .tokenUri(maskinporten.tokenUri())
                .maskinportenClient(maskinporten.clientId(), keys)
                .scope(maskinporten.scope())
                .clientName(api.clientName())
                .connectTimeout(PropertyCheck.notShorterThan(
                        SHORTEST_LIMIT, "trekkpaalegg.http.connect-timeout", http.connectTimeout()))
                .readTimeout(PropertyCheck.notShorterThan(
                        SHORTEST_LIMIT, "trekkpaalegg.http.read-timeout", http.readTimeout()))
                .maxElementSize(api.maxElementSize())
                .restClient(builder -> restClient.forEach(customizer -> customizer.customize(builder)))
                .clock(clock.clock())
                .retries(retries.getIfAvailable(RetryRegistry::ofDefaults))
                .circuitBreakers(circuitBreakers.getIfAvailable(CircuitBreakerRegistry::ofDefaults))
                .observations(observations(observationRegistry, properties))
                .buildReader();
    }

    /**
     * Who is told of requests, passes and deliveries.
     *
     * @hidden
     */
    @API(status = Status.INTERNAL)
    public static Observations observations(
            ObjectProvider<ObservationRegistry> registry, TrekkpaaleggProperties properties) {
        return new Observations(
                registry.getIfUnique(() -> ObservationRegistry.NOOP),
                properties.management().metrics().employerTag());
    }
}
