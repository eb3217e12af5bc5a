package no.trekkpaalegg.hosttests;

import static org.assertj.core.api.Assertions.assertThat;

import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spring subscribes to what such listeners return, and does not wait for it. */
@ExtendWith(OutputCaptureExtension.class)
class ReactiveListenerTest {
    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    @Test
    void whenListenersReturnReactiveTypes_thenEachIsAnErrorAtStart(CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TrekkpaaleggClientAutoConfiguration.class, TrekkpaaleggFeedAutoConfiguration.class))
                .withPropertyValues(simulator.properties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new))
                .withPropertyValues("trekkpaalegg.org-number=" + simulator.ownOrganisation())
                .withBean(Listener.class)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output.getAll().lines().filter(line -> line.contains("returns before its work is done")))
                .hasSize(3)
                .anyMatch(line -> line.contains("Listener.onNytt returns a Mono"))
                .anyMatch(line -> line.contains("Listener.onEndret returns a Flux"))
                .anyMatch(line -> line.contains("Listener.onAvsluttet returns a Publisher"));
    }

    static class Listener {
        @EventListener
        Mono<Void> onNytt(NyttTrekkpaalegg event) {
            return Mono.empty();
        }

        @EventListener
        Flux<String> onEndret(EndretTrekkpaalegg event) {
            return Flux.empty();
        }

        @EventListener
        Publisher<String> onAvsluttet(AvsluttetTrekkpaalegg event) {
            return Mono.empty();
        }
    }
}
