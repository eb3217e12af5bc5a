package no.trekkpaalegg.boot.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggRestClientCustomizer;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.maskinporten.ExpiryWarning;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.observation.Observations;
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
            "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration"
        })
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(TrekkpaaleggProperties.class)
public final class TrekkpaaleggClientAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggClock trekkpaaleggClock() {
        return new TrekkpaaleggClock(Clock.systemUTC());
    }

    /** Beside a client of the host's own there is none: it has a key of its own, or needs none. */
    @Bean
    @ConditionalOnMissingBean({SigningKeySource.class, TrekkpaaleggClient.class})
    SigningKeySource trekkpaaleggSigningKeySource(
            TrekkpaaleggProperties properties, ResourceLoader resourceLoader, ObjectProvider<SslBundles> sslBundles) {
        return new SigningKeys(resourceLoader, sslBundles.getIfAvailable()).source(properties.maskinporten());
    }

    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggClient trekkpaaleggClient(
            TrekkpaaleggProperties properties,
            Environment environment,
            SigningKeySource keys,
            ObjectProvider<TrekkpaaleggRestClientCustomizer> customizers,
            ObjectProvider<RetryRegistry> retries,
            ObjectProvider<CircuitBreakerRegistry> circuitBreakers,
            ObjectProvider<ObservationRegistry> observationRegistry,
            TrekkpaaleggClock clock) {
        ClientAssembly assembly = new ClientAssembly(
                properties.http(),
                customizers.orderedStream().toList(),
                retries.getIfAvailable(RetryRegistry::ofDefaults),
                circuitBreakers.getIfAvailable(CircuitBreakerRegistry::ofDefaults),
                observations(observationRegistry, properties),
                clock.clock());
        return assembly.client(
                Addresses.api(properties, environment.getProperty("spring.application.name")),
                Addresses.maskinporten(properties),
                new ExpiryWarning(keys, clock.clock()));
    }

    public static Observations observations(
            ObjectProvider<ObservationRegistry> registry, TrekkpaaleggProperties properties) {
        return new Observations(
                registry.getIfUnique(() -> ObservationRegistry.NOOP),
                properties.management().metrics().employerTag());
    }
}
