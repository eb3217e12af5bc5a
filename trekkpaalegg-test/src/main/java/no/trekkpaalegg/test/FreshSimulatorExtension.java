package no.trekkpaalegg.test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts, resets and closes the simulators of a test class. */
final class FreshSimulatorExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /** Of the simulators that were closed, for the next class that inherits the field. */
    private static final Map<Field, SimulatorOptions> OPTIONS = new ConcurrentHashMap<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        simulatorsOf(context.getRequiredTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getRequiredTestInstances().getAllInstances().stream()
                .flatMap(instance -> simulatorsOf(instance.getClass()).stream())
                .forEach(TrekkpaaleggSimulator::reset);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (Field field : fields(context.getRequiredTestClass())) {
            TrekkpaaleggSimulator simulator = startedIn(field);
            simulator.close();
            if (!Modifier.isFinal(field.getModifiers())) {
                OPTIONS.put(field, simulator.options());
                set(field, null);
            }
        }
    }

    /** The simulators of a test class; those that do not run yet are started. */
    static List<TrekkpaaleggSimulator> simulatorsOf(Class<?> testClass) {
        return fields(testClass).stream()
                .map(FreshSimulatorExtension::startedIn)
                .toList();
    }

    private static List<Field> fields(Class<?> testClass) {
        List<Field> fields = AnnotationSupport.findAnnotatedFields(testClass, FreshSimulator.class);
        for (Field field : fields) {
            if (!Modifier.isStatic(field.getModifiers()) || field.getType() != TrekkpaaleggSimulator.class) {
                throw new ExtensionConfigurationException(
                        "@FreshSimulator belongs on a static TrekkpaaleggSimulator, not on " + field);
            }
            field.setAccessible(true);
        }
        return fields;
    }

    private static TrekkpaaleggSimulator startedIn(Field field) {
        try {
            if (field.get(null) instanceof TrekkpaaleggSimulator simulator) {
                return simulator;
            }
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("Cannot read " + field, e);
        }
        TrekkpaaleggSimulator simulator =
                TrekkpaaleggSimulator.start(OPTIONS.getOrDefault(field, SimulatorOptions.defaults()));
        set(field, simulator);
        return simulator;
    }

    private static void set(Field field, @Nullable TrekkpaaleggSimulator simulator) {
        try {
            field.set(null, simulator);
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("Cannot set " + field, e);
        }
    }
}
