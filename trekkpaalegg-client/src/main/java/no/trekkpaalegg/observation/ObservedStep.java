package no.trekkpaalegg.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.TrekkpaaleggException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that is observed from its start until it is closed. If a metrics or tracing handler of the host throws, the exception is
 * logged and never delays an order. For use by one thread.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class ObservedStep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ObservedStep.class);

    /** The tag that says how a step ended. */
    public static final String OUTCOME = "outcome";
    /** The tag that says which kind of failure a step had. */
    public static final String FAILURE_KIND = "failure.kind";
    /** The value of {@link #FAILURE_KIND} for a step that did not fail. */
    public static final String NO_FAILURE = "none";

    private final ObservationRegistry registry;
    private final Observation observation;
    private final Observation.@Nullable Scope before;
    private Observation.Scope scope = Observation.Scope.NOOP;

    ObservedStep(Observation observation, ObservationRegistry registry) {
        this.registry = registry;
        this.observation = observation;
        this.before = registry.getCurrentObservationScope();
        quietly(observation::start);
        quietly(() -> scope = observation.openScope());
    }

    /** Sets a tag of the metric, one of those that the step was started with. Use only a few different values. */
    public void tag(String key, String value) {
        observation.lowCardinalityKeyValue(key, value);
    }

    /** Adds a value that only traces show. */
    public void detail(String key, String value) {
        observation.highCardinalityKeyValue(key, value);
    }

    /** Records the failure. Code and correlation id go to traces. */
    public void failed(TrekkpaaleggException failure) {
        tag(FAILURE_KIND, tagValue(failure.kind()));
        failure.kode().ifPresent(kode -> detail("kode", kode));
        failure.sentKorrelasjonsid().ifPresent(id -> detail("korrelasjonsid", id));
        quietly(() -> observation.error(failure));
    }

    /**
     * Records a failure in the host. The host's exception is not passed on, because its message can be personal.
     *
     * @param problem a redacted description
     */
    public void failed(String problem) {
        quietly(() -> observation.error(new StepFailure(problem)));
    }

    @Override
    public void close() {
        quietly(scope::close);
        // If a handler threw, the scope is still on the thread.
        registry.setCurrentObservationScope(before);
        quietly(observation::stop);
    }

    private static void quietly(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException e) {
            report(e);
        }
    }

    private static void report(RuntimeException e) {
        log.warn(
                "An observation failed: {}: {}. The step itself is not affected",
                e.getClass().getName(),
                Redaction.redact(e.getMessage()));
    }

    private static String tagValue(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** A failure of the host, as redacted text. */
    private static final class StepFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private StepFailure(String problem) {
            super(problem, null, false, false);
        }
    }
}
