package no.trekkpaalegg.boot.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A web application that shows its metrics to Prometheus and is polled when a test says so. */
public final class MonitoredHost implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private MonitoredHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static MonitoredHost start(TrekkpaaleggSimulator simulator, Object listener, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "management.endpoints.web.exposure.include=*",
                "trekkpaalegg.poller.enabled=false",
                "trekkpaalegg.org-number=" + simulator.ownOrganisation()));
        simulator.properties().forEach((key, value) -> arguments.add(key + "=" + value));
        arguments.addAll(List.of(properties));
        return new MonitoredHost(new SpringApplicationBuilder(Configuration.class)
                .initializers(context -> register((GenericApplicationContext) context, listener))
                .registerShutdownHook(false)
                .run(arguments.stream().map("--"::concat).toArray(String[]::new)));
    }

    @SuppressWarnings("unchecked") // A bean is of its own type.
    private static void register(GenericApplicationContext context, Object listener) {
        context.registerBean("listener", (Class<Object>) listener.getClass(), () -> listener);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String prometheus() {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        URI uri = URI.create("http://localhost:" + port + "/actuator/prometheus");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The value of a metric, named as Prometheus names it, with its tags. */
    double value(String metric) {
        return prometheus()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .orElseThrow(() -> new AssertionError("no " + metric + " in\n" + prometheus()));
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
    static class Configuration {}
}
