package no.trekkpaalegg.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final String EMPLOYER = "313367002";
    private static final KeyValue KIND = KeyValue.of("kind", "test");

    private final Observed observed = new Observed();

    @Test
    void whenNothingElseIsSaid_thenTheEmployerIsInTracesAndNotInMetrics() {
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
}
