package no.trekkpaalegg.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a JUnit test class a simulator of its own, in the static field that has the annotation.
 *
 * <pre>{@code
 * @FreshSimulator
 * static TrekkpaaleggSimulator simulator;
 * }</pre>
 *
 * <p>The simulator is started before the first test of the class, {@linkplain TrekkpaaleggSimulator#reset() reset} before each test, and
 * closed after the last. {@link org.junit.jupiter.api.Nested} classes share it.
 *
 * <p>A test class that Spring runs ({@code @SpringBootTest}, say) has the simulator's {@linkplain TrekkpaaleggSimulator#properties()
 * properties} in its environment, and {@code trekkpaalegg.org-number} with the simulator's own organisation; they win over
 * all others. Spring keeps the context of the class after the last test: switch the poller off ({@code trekkpaalegg.poller.enabled=false}) and poll when
 * the test says so, or it goes on polling a simulator that is closed.
 *
 * <p>A field with a value keeps it: initialise it with {@link TrekkpaaleggSimulator#start(SimulatorOptions)} for other options than the
 * default ones. Classes that inherit the field have each a simulator of their own with the same options; the field is not final then.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FreshSimulatorExtension.class)
public @interface FreshSimulator {}
