package no.trekkpaalegg.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import no.trekkpaalegg.boot.PropertyCheck;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.client.MaskinportenClients;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.feed.OrderCounts;
import no.trekkpaalegg.inbox.FeedStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Health, metrics and the actuator endpoint, for hosts with Spring Boot Actuator. */
@AutoConfiguration(
        after = TrekkpaaleggFeedAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
@ImportRuntimeHints(HealthHints.class)
public final class TrekkpaaleggActuatorAutoConfiguration {
    private static final int INTERVALS_OF_SILENCE = 3;

    @Bean
    @ConditionalOnMissingBean
    StoreLook trekkpaaleggStoreLook(
            TrekkpaaleggProperties properties, EmployerRegistry employers, FeedStore store, TrekkpaaleggClock clock) {
        Duration timeout = PropertyCheck.longerThanZero(
                "trekkpaalegg.management.look-timeout", properties.management().lookTimeout());
        return new StoreLook(employers, store, timeout, clock.clock());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.boot.actuate.health.HealthIndicator",
                "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator"
            })
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "trekkpaaleggHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("trekkpaalegg")
        TrekkpaaleggHealthIndicator trekkpaaleggHealthIndicator(
                TrekkpaaleggProperties properties, StoreLook look, TrekkpaaleggClock clock) {
            return new TrekkpaaleggHealthIndicator(new FeedHealth(look, maxSilence(properties), clock.clock()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.boot.health.contributor.HealthIndicator",
                "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator"
            })
    static class Boot4Health {

        @Bean
        @ConditionalOnMissingBean(name = "trekkpaaleggHealthIndicator")
        @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("trekkpaalegg")
        TrekkpaaleggBoot4HealthIndicator trekkpaaleggHealthIndicator(
                TrekkpaaleggProperties properties, StoreLook look, TrekkpaaleggClock clock) {
            return new TrekkpaaleggBoot4HealthIndicator(new FeedHealth(look, maxSilence(properties), clock.clock()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnMissingBean(OrderCounts.class)
        OrderMeters trekkpaaleggOrderMeters(TrekkpaaleggProperties properties, MeterRegistry registry) {
            return new OrderMeters(registry, properties.management().metrics().employerTag());
        }

        @Bean
        @ConditionalOnMissingBean
        FeedGauges trekkpaaleggFeedGauges(EmployerRegistry employers, StoreLook look, TrekkpaaleggClock clock) {
            return new FeedGauges(employers, look, clock.clock());
        }

        @Bean
        @ConditionalOnMissingBean
        CertificateGauge trekkpaaleggCertificateGauge(MaskinportenClients clients, TrekkpaaleggClock clock) {
            return new CertificateGauge(clients, clock.clock());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class Secrets {

        @Bean
        KeySanitizer trekkpaaleggKeySanitizer() {
            return new KeySanitizer();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Control {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        TrekkpaaleggEndpoint trekkpaaleggEndpoint(
                EmployerRegistry employers,
                FeedStore store,
                StoreLook look,
                TrekkpaaleggPoller poller,
                TrekkpaaleggClock clock) {
            return new TrekkpaaleggEndpoint(employers, store, look, poller, clock.clock());
        }
    }

    /** Without a schedule there is no time at which the next pass must run. */
    private static @Nullable Duration maxSilence(TrekkpaaleggProperties properties) {
        Duration given = properties.management().health().maxSilence();
        if (given == null) {
            return properties.poller().enabled()
                    ? properties.poller().interval().multipliedBy(INTERVALS_OF_SILENCE)
                    : null;
        }
        if (given.isNegative() || given.isZero()) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.management.health.max-silence",
                    "the longest silence must be longer than zero",
                    "Set it to a few times trekkpaalegg.poller.interval, or leave it out.");
        }
        return given;
    }
}
