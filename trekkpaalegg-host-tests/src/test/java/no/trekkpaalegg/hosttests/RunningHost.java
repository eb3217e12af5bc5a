package no.trekkpaalegg.hosttests;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A host on a web port of its own, started the way {@code main} does it. */
final class RunningHost implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningHost start(List<Class<?>> sources, Map<String, String> properties) {
        SpringApplication application = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).build();
        application.setDefaultProperties(
                Map.of("server.port", "0", "spring.main.banner-mode", "off", "spring.jmx.enabled", "false"));
        application.setRegisterShutdownHook(false);
        return new RunningHost(application.run(properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new)));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
