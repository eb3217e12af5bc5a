package no.trekkpaalegg.boot.actuate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import no.trekkpaalegg.privacy.Leaks;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Looks at what operators can see of a host: metrics, health, the answers of the endpoint, names and text of our beans, threads. Registered in
 * {@code spring.factories} for every {@code SpringApplication} of the tests, and looks when its context closes. Lazy beans stay lazy, and
 * what fails because the test has broken it may fail; the exception is looked at.
 */
public final class OperatorView implements ApplicationListener<ContextClosedEvent> {
    private static final String OURS = "no.trekkpaalegg.";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final Leaks leaks;

    /** Made by Spring Boot. */
    public OperatorView() {
        this(Leaks.ofTheSuite());
    }

    OperatorView(Leaks leaks) {
        this.leaks = leaks;
    }

    /** For contexts that are no {@code SpringApplication}. */
    public static void watch(ConfigurableApplicationContext context) {
        context.addApplicationListener(new OperatorView());
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        if (closed.getApplicationContext() instanceof ConfigurableApplicationContext context) {
            singletons(context.getBeanFactory()).forEach(this::lookAt);
            leaks.lookAtThreads();
        }
    }

    private static Map<String, Object> singletons(ConfigurableListableBeanFactory beans) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            if (bean != null) {
                made.put(name, bean);
            }
        }
        return made;
    }

    private void lookAt(String name, Object bean) {
        leaks.look("the name of a bean", name);
        if (bean.getClass().getName().startsWith(OURS)) {
            lookAtOurs(name, bean);
        }
        if (bean instanceof MeterRegistry registry) {
            registry.forEachMeter(this::lookAt);
        }
    }

    private void lookAtOurs(String name, Object bean) {
        leaks.look("bean " + name, String.valueOf(bean));
        if (bean instanceof HealthIndicator health) {
            see("health " + name, () -> health.getHealth(true));
        }
        if (bean instanceof TrekkpaaleggEndpoint endpoint) {
            lookAt(endpoint);
        }
    }

    private void lookAt(Meter meter) {
        Meter.Id id = meter.getId();
        leaks.look("metric", id + " " + id.getDescription() + " " + id.getBaseUnit());
    }

    private void lookAt(TrekkpaaleggEndpoint endpoint) {
        see("endpoint", () -> {
            Object page = endpoint.employers(null, 200).getBody();
            if (page instanceof EmployersPage some) {
                some.employers().forEach(summary -> see("endpoint", () -> reportOf(summary.employer(), endpoint)));
            }
            return page;
        });
    }

    private static Object reportOf(String employer, TrekkpaaleggEndpoint endpoint) {
        return endpoint.employer(new String[] {employer}, null, null, null, null, null, null)
                .getBody();
    }

    /** As text and as JSON, which is what is seen of it over HTTP. */
    private void see(String where, Callable<?> part) {
        try {
            Object seen = part.call();
            leaks.look(where, String.valueOf(seen));
            leaks.look(where, JSON.writeValueAsString(seen));
        } catch (Exception e) {
            leaks.look(where, e);
        }
    }
}
