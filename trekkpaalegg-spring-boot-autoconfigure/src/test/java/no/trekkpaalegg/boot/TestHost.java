package no.trekkpaalegg.boot;

import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import no.trekkpaalegg.boot.actuate.TrekkpaaleggActuatorAutoConfiguration;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.jdbc.TrekkpaaleggJdbcAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.privacy.Leaks;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A Spring Boot application, without a database if it is not given one, started the way {@code main} does it. It retries failed calls at once, and polls
 * only when it is told to, unless the test says otherwise.
 */
public final class TestHost implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TestHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** What a host needs to call a simulator for its own organisation. */
    static Setup at(TrekkpaaleggSimulator simulator) {
        Setup setup = new Setup().with("trekkpaalegg.org-number", simulator.ownOrganisation());
        simulator.properties().forEach(setup::with);
        return setup;
    }

    static Setup unconfigured() {
        return new Setup();
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    PassResult poll(String orgNumber) {
        PassResult result = bean(TrekkpaaleggPoller.class).poll(orgNumber);
        Leaks.ofTheSuite().look("pass result", result.toString());
        return result;
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        LifecycleAutoConfiguration.class,
        SslAutoConfiguration.class,
        RetryAutoConfiguration.class,
        CircuitBreakerAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TrekkpaaleggJdbcAutoConfiguration.class,
        TrekkpaaleggClientAutoConfiguration.class,
        TrekkpaaleggFeedAutoConfiguration.class,
        TrekkpaaleggActuatorAutoConfiguration.class
    })
    static class Configuration {}

    /** How the host is configured. */
    static final class Setup {
        private final Map<String, Object> properties = new LinkedHashMap<>();
        private final Map<String, Object> beans = new LinkedHashMap<>();

        private Setup() {
            with("trekkpaalegg.poller.enabled", "false");
            with("resilience4j.retry.instances.trekkpaalegg.wait-duration", "1ms");
            with("resilience4j.retry.instances.maskinporten.wait-duration", "1ms");
        }

        Setup with(String key, Object value) {
            properties.put(key, value);
            return this;
        }

        Setup without(String key) {
            properties.remove(key);
            return this;
        }

        Setup with(Map<String, ?> more) {
            properties.putAll(more);
            return this;
        }

        /** With the poller on its schedule. */
        Setup polling(String interval) {
            return with("trekkpaalegg.poller.enabled", "true").with("trekkpaalegg.poller.interval", interval);
        }

        /** With a bean, found by its own type. */
        Setup bean(String name, Object bean) {
            beans.put(name, bean);
            return this;
        }

        Setup listener(Object listener) {
            return bean("listener", listener);
        }

        Map<String, Object> properties() {
            return properties;
        }

        TestHost start() {
            SpringApplication application = new SpringApplicationBuilder(Configuration.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .initializers(context -> beans.forEach((name, bean) -> register(context, name, bean)))
                    .build();
            application.setDefaultProperties(properties);
            application.setRegisterShutdownHook(false);
            return new TestHost(application.run());
        }

        @SuppressWarnings("unchecked") // A bean is of its own type.
        private static void register(ConfigurableApplicationContext context, String name, Object bean) {
            ((GenericApplicationContext) context).registerBean(name, (Class<Object>) bean.getClass(), () -> bean);
        }
    }
}
