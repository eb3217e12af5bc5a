package no.trekkpaalegg.sample.simulated;

import java.util.LinkedHashMap;
import java.util.Map;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the simulator and sets its addresses in the configuration, unless an environment or a base URL is configured. Registered in
 * {@code META-INF/spring.factories}; the payroll code does not refer to it.
 */
final class SimulatorWhenUnconfigured implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty("trekkpaalegg.environment")
                || environment.containsProperty("trekkpaalegg.base-url")) {
            return;
        }
        TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
        Map<String, Object> properties = new LinkedHashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.poller.interval", "3s");
        environment.getPropertySources().addLast(new MapPropertySource("simulator", properties));

        AuthorityAtWork authority = new AuthorityAtWork(simulator);
        authority.start();
        application.addInitializers(context -> stopAfterwards(context, authority, simulator));
    }

    /** Runs after polling has ended. It also runs if the application does not start, because the simulator would keep the process alive. */
    private static void stopAfterwards(
            ConfigurableApplicationContext context, AuthorityAtWork authority, TrekkpaaleggSimulator simulator) {
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean("simulator", () -> {
            authority.stop();
            simulator.close();
        });
    }
}
