package no.trekkpaalegg.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationsTest {
    private static final String EMPLOYER = "313367002";
    private static final KeyValue KIND = KeyValue.of("kind", "test");

    private final Observed observed = new Observed();

    @Test
    void whenNothingElseIsConfigured_thenTheEmployerIsInTracesAndNotInMetrics() {
        observed.withoutEmployerTag().call("step", EMPLOYER, KIND, () -> 1);

        assertThat(observed.tags("step").get(0)).doesNotContainKey("employer");
        assertThat(observed.details("step")).containsExactly(Map.of("employer", EMPLOYER));
    }

    @Test
    void whenMetricsAreKeptApartByEmployer_thenTheEmployerIsATag() {
        observed.withEmployerTag().call("step", EMPLOYER, KIND, () -> 1);

        assertThat(observed.tags("step").get(0)).containsEntry("employer", EMPLOYER);
    }

    @Test
    void whenACallIsObserved_thenItRunsInsideTheObservation() {
        assertThat(observed.withoutEmployerTag().call("step", EMPLOYER, KIND, observed::isOpen))
                .isTrue();
        assertThat(observed.isOpen()).isFalse();
    }

    @Test
    void whenACallEndsWithAnExceptionOfTheHost_thenItsMessageIsNotObserved() {
        assertThatThrownBy(() -> observed.withoutEmployerTag().call("step", EMPLOYER, KIND, () -> {
                    throw new IllegalStateException("no employee 10908412345");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(observed.only("step").getError()).isNull();
        assertThat(observed.tags("step"))
                .containsExactly(Map.of("kind", "test", "outcome", "unknown", "failure.kind", "none"));
        assertThat(observed.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"onStart", "onScopeOpened", "onError", "onScopeClosed", "onStop"})
    void whenAnObservationHandlerThrows_thenTheStepIsDoneAndNothingIsLeftOpen(String moment) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(throwing(moment));
        Observations observations = new Observations(registry, false);

        assertThat(observations.<Integer>call("step", EMPLOYER, KIND, () -> 1)).isEqualTo(1);
        try (ObservedStep step = observations.start("step", EMPLOYER, KeyValues.of(KIND))) {
            step.failed("a failure of the host");
        }

        assertThat(registry.getCurrentObservation()).isNull();
    }

    @SuppressWarnings("unchecked")
    private static ObservationHandler<Observation.Context> throwing(String moment) {
        return (ObservationHandler<Observation.Context>) Proxy.newProxyInstance(
                ObservationsTest.class.getClassLoader(),
                new Class<?>[] {ObservationHandler.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(moment)) {
                        throw new IllegalStateException("no span for 10908412345");
                    }
                    return method.getName().equals("supportsContext") ? true : null;
                });
    }
}
