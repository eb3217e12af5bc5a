package no.trekkpaalegg.observation;

import io.micrometer.observation.Observation;
import java.util.Locale;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.TrekkpaaleggException;

/** A step that is being observed, from its start until it is closed. To be used by one thread. */
public final class ObservedStep implements AutoCloseable {
    /** The tag that says how a step ended. */
    public static final String OUTCOME = "outcome";
    /** The tag that says what sort of trouble a failed step had. */
    public static final String FAILURE_KIND = "failure.kind";
    /** What {@link #FAILURE_KIND} says of a step that did not fail. */
    public static final String NO_FAILURE = "none";

    private final Observation observation;
    private final Observation.Scope scope;

    ObservedStep(Observation observation) {
        this.observation = observation;
        this.scope = observation.openScope();
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
        observation.error(failure);
    }

    /**
     * Says what went wrong in the host. Its exceptions are not handed on as they are: what they say may be personal.
     *
     * @param problem a description that has been redacted
     */
    public void failed(String problem) {
        observation.error(new StepFailure(problem));
    }

    @Override
    public void close() {
        scope.close();
        observation.stop();
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
