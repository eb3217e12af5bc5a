package no.trekkpaalegg.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the observations that have ended, and traces what is sent. */
public final class Observed implements ObservationHandler<Observation.Context> {
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

    public Observed() {
        registry.observationConfig().observationHandler(this);
    }

    public Observations withoutEmployerTag() {
        return new Observations(registry, false);
    }

    public Observations withEmployerTag() {
        return new Observations(registry, true);
    }

    /** Whether an observation is open on this thread. */
    public boolean isOpen() {
        return registry.getCurrentObservation() != null;
    }

    public void clear() {
        ended.clear();
    }

    /** The tags of each ended observation of a name. */
    public List<Map<String, String>> tags(String name) {
        return named(name).stream()
                .map(context -> map(context.getLowCardinalityKeyValues()))
                .toList();
    }

    /** What traces show besides the tags, of each ended observation of a name. */
    public List<Map<String, String>> details(String name) {
        return named(name).stream()
                .map(context -> map(context.getHighCardinalityKeyValues()))
                .toList();
    }

    /** The one ended observation of a name. */
    public Observation.Context only(String name) {
        assertThat(named(name)).hasSize(1);
        return named(name).get(0);
    }

    private List<Observation.Context> named(String name) {
        return ended.stream().filter(context -> name.equals(context.getName())).toList();
    }

    private static Map<String, String> map(KeyValues values) {
        Map<String, String> map = new TreeMap<>();
        values.stream().forEach((KeyValue value) -> map.put(value.getKey(), value.getValue()));
        return map;
    }

    /** As a tracer does with whatever is sent. */
    @Override
    public void onStart(Observation.Context context) {
        if (context instanceof SenderContext<?> sending) {
            addTraceHeader(sending);
        }
    }

    private static <C> void addTraceHeader(SenderContext<C> sending) {
        sending.getSetter().set(sending.getCarrier(), "traceparent", "00-1-2-01");
    }

    @Override
    public void onStop(Observation.Context context) {
        ended.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }
}
