package no.trekkpaalegg.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Gives the contexts of Spring tests the properties of their {@link FreshSimulator}. Named in {@code spring.factories}. */
final class FreshSimulatorProperties implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        Optional<TrekkpaaleggSimulator> simulator =
                FreshSimulatorExtension.simulatorsOf(testClass).stream().findFirst();
        if (simulator.isEmpty() && TestContextAnnotationUtils.searchEnclosingClass(testClass)) {
            return createContextCustomizer(testClass.getEnclosingClass(), attributes);
        }
        return simulator.map(Properties::new).orElse(null);
    }

    /** Contexts are shared by tests that share the simulator. */
    private record Properties(TrekkpaaleggSimulator simulator) implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            Map<String, Object> properties = new HashMap<>(simulator.properties());
            properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("simulator", properties));
        }
    }
}
