package no.trekkpaalegg.boot;

import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.actuate.OperatorView;
import no.trekkpaalegg.boot.actuate.TrekkpaaleggActuatorAutoConfiguration;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.jdbc.TrekkpaaleggJdbcAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.privacy.Leaks;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A Spring Boot application, started the way {@code main} does it. Unless the test says otherwise it has no database and no web server, retries
 * failed calls at once, and polls only when it is told to.
 */
public final class TestHost implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TestHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A host that calls a simulator for the simulator's own organisation. */
    public static Setup at(TrekkpaaleggSimulator simulator) {
        return unconfigured().with(simulator.properties()).with("trekkpaalegg.org-number", simulator.ownOrganisation());
    }

    /** A host in which nothing of the library is configured. */
    public static Setup unconfigured() {
        return new Setup();
    }

    /** For tests of what is in a context, and of contexts that do not start: as {@link #at}, with these auto-configurations only. */
    public static ApplicationContextRunner runner(TrekkpaaleggSimulator simulator, Class<?>... autoConfigurations) {
        return bareRunner(autoConfigurations)
                .withPropertyValues(simulator.properties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new))
                .withPropertyValues("trekkpaalegg.org-number=" + simulator.ownOrganisation());
    }

    /** As {@link #runner}, with nothing configured. */
    static ApplicationContextRunner bareRunner(Class<?>... autoConfigurations) {
        return new ApplicationContextRunner()
                .withInitializer(OperatorView::watch)
                .withConfiguration(AutoConfigurations.of(autoConfigurations));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public TrekkpaaleggPoller poller() {
        return bean(TrekkpaaleggPoller.class);
    }

    public PassResult poll(String orgNumber) {
        PassResult result = poller().poll(orgNumber);
        Leaks.ofTheSuite().look("pass result", result.toString());
        return result;
    }

    /** Where a web host answers. */
    public URI uri(String path) {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port + path);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a web host shows to Prometheus. */
    public String prometheus() {
        return get("/actuator/prometheus").body();
    }

    /** The value of a metric, named as Prometheus names it, with its tags. */
    public double metric(String name) {
        return prometheus()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .orElseThrow(() -> new AssertionError("no " + name + " in\n" + prometheus()));
    }

    @Override
    public void close() {
        context.close();
    }

    /** What the library needs of Spring Boot, and nothing else of what is on the class path. */
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
    public static class Plain {}

    /** A web application with all that Spring Boot finds on the class path, but a database. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
    public static class Web {}

    /** How the host is configured. */
    public static final class Setup {
        private final Map<String, Object> properties = new LinkedHashMap<>();
        private final Map<String, Object> beans = new LinkedHashMap<>();
        private SpringApplicationBuilder application =
                new SpringApplicationBuilder(Plain.class).web(WebApplicationType.NONE);

        private Setup() {
            with("trekkpaalegg.poller.enabled", false);
            with("resilience4j.retry.instances.trekkpaalegg.wait-duration", "1ms");
            with("resilience4j.retry.instances.maskinporten.wait-duration", "1ms");
            with("server.port", 0);
            with("management.endpoints.web.exposure.include", "*");
        }

        public Setup with(String key, Object value) {
            properties.put(key, value.toString());
            return this;
        }

        public Setup without(String key) {
            properties.remove(key);
            return this;
        }

        public Setup with(Map<String, ?> more) {
            more.forEach(this::with);
            return this;
        }

        /** With the poller on its schedule. */
        public Setup polling(String interval) {
            return with("trekkpaalegg.poller.enabled", true).with("trekkpaalegg.poller.interval", interval);
        }

        /** A web application made of these classes, {@link Web} for example. */
        public Setup web(Class<?>... sources) {
            application = new SpringApplicationBuilder(sources);
            return this;
        }

        /** With a bean, found by its own type. */
        public Setup bean(String name, Object bean) {
            beans.put(name, bean);
            return this;
        }

        public Setup listener(Object listener) {
            return bean("listener", listener);
        }

        /** With a database, which is not the host's to close. Its nodes look often whether others live. */
        public Setup database(DataSource database) {
            return bean("dataSource", database).with("trekkpaalegg.poller.heartbeat-interval", "1s");
        }

        /** With employers that the host knows itself. */
        public Setup employers(EmployerSource employers) {
            return bean("employers", employers);
        }

        /** Puts something between the feed and the client. */
        public Setup client(UnaryOperator<OrderReader> wrapper) {
            return bean("clientWrapper", new ClientWrapper(wrapper));
        }

        public Map<String, Object> properties() {
            return properties;
        }

        public TestHost start() {
            application
                    .bannerMode(Banner.Mode.OFF)
                    .registerShutdownHook(false)
                    .properties(properties)
                    .initializers(context -> beans.forEach((name, bean) -> register(context, name, bean)));
            return new TestHost(application.run());
        }

        @SuppressWarnings("unchecked") // A bean is of its own type.
        private static void register(ConfigurableApplicationContext context, String name, Object bean) {
            ((GenericApplicationContext) context)
                    .registerBean(
                            name,
                            (Class<Object>) bean.getClass(),
                            () -> bean,
                            definition -> definition.setDestroyMethodName(""));
        }
    }

    private record ClientWrapper(UnaryOperator<OrderReader> wrapper) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof OrderReader orders ? wrapper.apply(orders) : bean;
        }
    }
}
