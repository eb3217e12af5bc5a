package no.trekkpaalegg.feed;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.function.Supplier;
import no.trekkpaalegg.feed.PassResult.Busy;
import no.trekkpaalegg.feed.PassResult.CallFailed;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.observation.Observations;
import no.trekkpaalegg.observation.ObservedStep;

/** Observes passes as {@code trekkpaalegg.pass}, with their outcome. */
final class PassObservation {
    private static final KeyValues TAGS = KeyValues.of(
            KeyValue.of(ObservedStep.OUTCOME, "unknown"),
            KeyValue.of(ObservedStep.FAILURE_KIND, ObservedStep.NO_FAILURE));

    private final Observations observations;

    PassObservation(Observations observations) {
        this.observations = observations;
    }

    /**
     * Observes a pass.
     *
     * @param kind what it is called in metrics
     */
    PassResult of(String kind, String employer, Supplier<PassResult> pass) {
        try (ObservedStep step = observations.start("trekkpaalegg.pass", employer, TAGS.and("kind", kind))) {
            PassResult result;
            try {
                result = pass.get();
            } catch (EmployerBusyException e) {
                step.tag(ObservedStep.OUTCOME, Busy.class.getSimpleName());
                throw e;
            }
            step.tag(ObservedStep.OUTCOME, result.getClass().getSimpleName());
            if (result instanceof CallFailed call) {
                step.failed(call.failure());
            } else if (result instanceof Failed failed) {
                step.tag(ObservedStep.FAILURE_KIND, "store");
                step.failed(failed.problem());
            }
            return result;
        }
    }
}
