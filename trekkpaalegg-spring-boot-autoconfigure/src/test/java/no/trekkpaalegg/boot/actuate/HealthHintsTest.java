package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;

class HealthHintsTest {
    private final RuntimeHints hints = new RuntimeHints();

    @Test
    void whenAnEmployerIsInTrouble_thenANativeImageCanWriteWhatTheHealthSaysOfIt() {
        new HealthHints().registerHints(hints, getClass().getClassLoader());

        assertThat(TroubledEmployer.class.getRecordComponents())
                .extracting(RecordComponent::getAccessor)
                .isNotEmpty()
                .allSatisfy(accessor -> assertThat(
                                RuntimeHintsPredicates.reflection().onMethod(accessor))
                        .accepts(hints));
        assertThat(RuntimeHintsPredicates.reflection().onType(EmployerSummary.class))
                .rejects(hints);
    }

    @Test
    void whenTheHealthIsAutoConfigured_thenItBringsTheHints() {
        assertThat(TrekkpaaleggActuatorAutoConfiguration.class
                        .getAnnotation(ImportRuntimeHints.class)
                        .value())
                .containsExactly(HealthHints.class);
    }
}
