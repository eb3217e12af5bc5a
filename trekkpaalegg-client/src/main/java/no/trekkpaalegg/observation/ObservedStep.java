package no.trekkpaalegg.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.TrekkpaaleggException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that is being observed, from its start until it is closed. What an onlooker of the host throws (a metrics or tracing handler) is
 * logged and goes no further: no order must wait for it. To be used by one thread.
 */
public final class ObservedStep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ObservedStep.class);

    /** The tag that says how a step ended. */
    public static final String OUTCOME = "outcome";
    /** The tag that says what sort of trouble a failed step had. */
    public static final String FAILURE_KIND = "failure.kind";
    /** What {@link #FAILURE_KIND} says of a step that did not fail. */
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

    /** Sets a tag of the metric, one of those the step was begun with. Few different values only. */
    public void tag(String key, String value) {
        observation.lowCardinalityKeyValue(key, value);
    }

    /** Adds something that only traces show. */
    public void detail(String key, String value) {
        observation.highCardinalityKeyValue(key, value);
    }

    /** Says what went wrong; the code and the correlation id go to traces. */
    public void failed(TrekkpaaleggException failure) {
        tag(FAILURE_KIND, tagValue(failure.kind()));
        failure.kode().ifPresent(kode -> detail("kode", kode));
        failure.sentKorrelasjonsid().ifPresent(id -> detail("korrelasjonsid", id));
        quietly(() -> observation.error(failure));
    }

    /**
     * Says what went wrong in the host. Its exceptions are not handed on as they are: what they say may be personal.
     *
     * @param problem a description that has been redacted
     */
    public void failed(String problem) {
        quietly(() -> observation.error(new StepFailure(problem)));
    }

    @Override
    public void close() {
        quietly(scope::close);
        // A handler that threw has left the scope on the thread.
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
        log.warn("A step could not be observed: {}: {}", e.getClass().getName(), Redaction.redact(e.getMessage()));
    }

    private static String tagValue(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** A failure of the host, in redacted words. */
    private static final class StepFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private StepFailure(String problem) {
            super(problem, null, false, false);
        }
    }
}
