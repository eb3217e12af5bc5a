package no.trekkpaalegg.boot.autoconfigure;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * The client. A bean of type {@link Clock} named {@code trekkpaaleggClock}, if the host has one, is the clock of the whole library;
 * meant for tests.
 */
@AutoConfiguration(
        afterName = {
            "io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration",
            "io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration"
        })
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
@EnableConfigurationProperties(TrekkpaaleggProperties.class)
public final class TrekkpaaleggAutoConfiguration {
    static final String CLOCK = "trekkpaaleggClock";

    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggClient trekkpaaleggClient(
            TrekkpaaleggProperties properties,
            Environment environment,
            ResourceLoader resourceLoader,
            ObjectProvider<SslBundles> sslBundles,
            ObjectProvider<TrekkpaaleggRestClientCustomizer> customizers,
            ObjectProvider<RetryRegistry> retries,
            ObjectProvider<CircuitBreakerRegistry> circuitBreakers,
            @Qualifier(CLOCK) ObjectProvider<Clock> clock) {
        ClientAssembly assembly = new ClientAssembly(
                properties.http(),
                customizers.orderedStream().toList(),
                retries.getIfAvailable(RetryRegistry::ofDefaults),
                circuitBreakers.getIfAvailable(CircuitBreakerRegistry::ofDefaults),
                clock.getIfAvailable(Clock::systemUTC));
        return assembly.client(
                Addresses.api(properties, environment.getProperty("spring.application.name")),
                Addresses.maskinporten(properties),
                new SigningKeys(resourceLoader, sslBundles.getIfAvailable()).source(properties.maskinporten()));
    }
}
