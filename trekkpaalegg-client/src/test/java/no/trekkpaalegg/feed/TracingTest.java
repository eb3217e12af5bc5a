package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.time.Clock;
import java.util.List;
import no.trekkpaalegg.observation.Observations;
import org.junit.jupiter.api.Test;

/** What a tracer makes of the observations. */
class TracingTest {
    private final FeedFixture it = new FeedFixture();
    private final SimpleTracer tracer = new SimpleTracer();
    private final ObservationRegistry registry = ObservationRegistry.create();

    TracingTest() {
        registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
    }

    @Test
    void whenAVersionIsDelivered_thenItsSpanIsAChildOfThatOfThePass() {
        it.authority.publish(TestOrder.of("A", 1, 5));

        poll();

        SimpleSpan pass = span("trekkpaalegg.pass");
        SimpleSpan delivery = span("trekkpaalegg.delivery");
        assertThat(delivery.context().parentId()).isEqualTo(pass.context().spanId());
        assertThat(pass.getTags())
                .containsEntry("employer", "313367002")
                .containsEntry("kind", "poll")
                .containsEntry("outcome", "CaughtUp");
        assertThat(delivery.getTags()).containsEntry("event", "nytt").containsEntry("outcome", "delivered");
    }

    @Test
    void whenAListenerThrows_thenTheSpanHasTheErrorAndNothingPersonal() {
        it.host.listener(delivery -> {
            throw new IllegalStateException("no employee 10908412345");
        });
        it.authority.publish(TestOrder.of("A", 1, 5));

        poll();

        assertThat(span("trekkpaalegg.delivery").getError()).hasMessageContaining("no employee ***");
        assertThat(span("trekkpaalegg.pass").getError()).isNull();
        assertThat(tracer.getSpans()).noneMatch(span -> span.toString().contains("10908412345"));
    }

    private void poll() {
        FeedTelemetry telemetry = new FeedTelemetry(new Observations(registry, false), OrderCounts.NONE);
        new Feed(
                        it.authority,
                        it.store,
                        it.host,
                        organisation -> true,
                        FeedOptions.defaults(),
                        telemetry,
                        Clock.systemUTC())
                .poll(FeedFixture.EMPLOYER);
    }

    private SimpleSpan span(String name) {
        List<SimpleSpan> spans = tracer.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertThat(spans).hasSize(1);
        return spans.get(0);
    }
}
