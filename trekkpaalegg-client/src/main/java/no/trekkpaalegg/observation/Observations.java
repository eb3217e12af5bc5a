package no.trekkpaalegg.observation;

import static no.trekkpaalegg.observation.ObservedStep.FAILURE_KIND;
import static no.trekkpaalegg.observation.ObservedStep.NO_FAILURE;
import static no.trekkpaalegg.observation.ObservedStep.OUTCOME;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import no.trekkpaalegg.model.TrekkpaaleggException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Observes the steps of the library with Micrometer. Each step gives a timer and, if the host has a tracer, a span. Observations
 * have no personal data, tokens or keys. Safe for use by many threads.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class Observations {
    /** Observes nothing. */
    public static final Observations NONE = new Observations(ObservationRegistry.NOOP, false);

    private static final String EMPLOYER = "employer";

    private final ObservationRegistry registry;
    private final boolean employerTag;

    /**
     * @param registry receives the observations
     * @param employerTag whether metrics also name the employer, which adds time series for each. Traces always name it
     */
    public Observations(ObservationRegistry registry, boolean employerTag) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.employerTag = employerTag;
    }

    /**
     * Observes one call to the other side, with the tags {@code outcome} ({@code success}, {@code failure}, or {@code unknown} if
     * it ended with another exception than one of this library) and {@code failure.kind}.
     *
     * @param name name of the observation, also of the metric
     * @param employer organisation number of the employer the call is for
     * @param tag the kind of call
     * @return what the call returns; an exception of the call is thrown on
     */
    public <T> T call(String name, String employer, KeyValue tag, Supplier<T> call) {
        KeyValues tags = KeyValues.of(tag, KeyValue.of(OUTCOME, "unknown"), KeyValue.of(FAILURE_KIND, NO_FAILURE));
        try (ObservedStep step = start(name, employer, tags)) {
            try {
                T result = call.get();
                step.tag(OUTCOME, "success");
                return result;
            } catch (TrekkpaaleggException e) {
                step.tag(OUTCOME, "failure");
                step.failed(e);
                throw e;
            }
        }
    }

    /**
     * Starts a step on this thread. The caller closes it on the same thread.
     *
     * @param name name of the observation, also of the metric
     * @param employer organisation number of the employer the step is for
     * @param tags every tag of the metric with its default value, because Prometheus needs the same tags each time
     */
    public ObservedStep start(String name, String employer, KeyValues tags) {
        Observation observation = Observation.createNotStarted(name, registry).lowCardinalityKeyValues(tags);
        Observation named = employerTag
                ? observation.lowCardinalityKeyValue(EMPLOYER, employer)
                : observation.highCardinalityKeyValue(EMPLOYER, employer);
        return new ObservedStep(named, registry);
    }
}
