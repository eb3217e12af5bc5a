package no.trekkpaalegg.boot.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import no.trekkpaalegg.boot.PropertyCheck;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.TrekkpaaleggConnectionDetails;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Http;
import no.trekkpaalegg.boot.TrekkpaaleggRestClientCustomizer;
import no.trekkpaalegg.client.ApiSettings;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.OrderReaderClient;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.client.TrekkpaaleggClientBuilder;
import no.trekkpaalegg.maskinporten.MaskinportenSettings;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.observation.Observations;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
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
    private static final String DEFAULT_CLIENT_NAME = "trekkpaalegg";
    private static final Duration SHORTEST_LIMIT = Duration.ofMillis(100);

    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggClock trekkpaaleggClock() {
        return new TrekkpaaleggClock(Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggConnectionDetails trekkpaaleggConnectionDetails(TrekkpaaleggProperties properties) {
        return PropertiesConnectionDetails.of(properties);
    }

    @Bean
    MaskinportenClients trekkpaaleggMaskinportenClients(
            TrekkpaaleggProperties properties,
            TrekkpaaleggConnectionDetails connection,
            ResourceLoader resourceLoader,
            ObjectProvider<SslBundles> sslBundles,
            ListableBeanFactory beans) {
        return new ConfiguredClients(
                        properties,
                        connection,
                        new SigningKeys(resourceLoader, sslBundles.getIfAvailable()),
                        BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, SigningKeySource.class))
                .find();
    }

    @Bean
    StartReport trekkpaaleggStartReport(
            ConfigurableEnvironment environment, MaskinportenClients clients, ListableBeanFactory beans) {
        return new StartReport(environment, clients, beans);
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
            TrekkpaaleggConnectionDetails connection,
            MaskinportenClients clients,
            Environment environment,
            ObjectProvider<TrekkpaaleggRestClientCustomizer> customizers,
            ObjectProvider<RetryRegistry> retries,
            ObjectProvider<CircuitBreakerRegistry> circuitBreakers,
            ObjectProvider<ObservationRegistry> observationRegistry,
            TrekkpaaleggClock clock) {
        Http http = properties.http();
        List<TrekkpaaleggRestClientCustomizer> restClient =
                customizers.orderedStream().toList();
        TrekkpaaleggClientBuilder builder = TrekkpaaleggClient.builder();
        clients.all().forEach(client -> builder.maskinportenClient(client.name(), client.id(), client.keys()));
        return builder.baseUrl(connection.baseUrl())
                .issuer(connection.issuer())
                .tokenUri(connection.tokenUri())
                .scope(scope(properties))
                .clientName(clientName(properties, environment))
                .connectTimeout(PropertyCheck.notShorterThan(
                        SHORTEST_LIMIT, "trekkpaalegg.http.connect-timeout", http.connectTimeout()))
                .readTimeout(PropertyCheck.notShorterThan(
                        SHORTEST_LIMIT, "trekkpaalegg.http.read-timeout", http.readTimeout()))
                .maxElementSize(maxElementSize(http))
                .restClient(calls -> restClient.forEach(customizer -> customizer.customize(calls)))
                .clock(clock.clock())
                .retries(retries.getIfAvailable(RetryRegistry::ofDefaults))
                .circuitBreakers(circuitBreakers.getIfAvailable(CircuitBreakerRegistry::ofDefaults))
                .observations(observations(observationRegistry, properties))
                .buildReader();
    }

    private static String scope(TrekkpaaleggProperties properties) {
        String scope = GivenText.of(properties.maskinporten().scope());
        return scope != null ? scope : MaskinportenSettings.SCOPE;
    }

    private static String clientName(TrekkpaaleggProperties properties, Environment environment) {
        String given = GivenText.of(properties.clientName());
        String name = given != null ? given : GivenText.of(environment.getProperty("spring.application.name"));
        // It becomes an HTTP header, which takes ASCII only.
        return name == null ? DEFAULT_CLIENT_NAME : name.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static int maxElementSize(Http http) {
        return (int) PropertyCheck.between(
                ApiSettings.LEAST_MAX_ELEMENT_SIZE,
                ApiSettings.LARGEST_MAX_ELEMENT_SIZE,
                "trekkpaalegg.http.max-element-size",
                http.maxElementSize().toBytes());
    }

    /**
     * Observes requests, passes and deliveries.
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
