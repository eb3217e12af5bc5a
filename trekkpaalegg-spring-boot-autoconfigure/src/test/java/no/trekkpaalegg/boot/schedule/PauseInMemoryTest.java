package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.actuate.OperatorView;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.jdbc.TrekkpaaleggJdbcAutoConfiguration;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

/** Pausing and resuming an employer in a host without a database. */
class PauseInMemoryTest {
    private static final String OWN = "313367002";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withInitializer(OperatorView::watch)
            .withConfiguration(AutoConfigurations.of(
                    TrekkpaaleggClientAutoConfiguration.class,
                    TrekkpaaleggJdbcAutoConfiguration.class,
                    TrekkpaaleggFeedAutoConfiguration.class))
            .withPropertyValues(simulator.properties().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new))
            .withPropertyValues("trekkpaalegg.org-number=" + OWN, "trekkpaalegg.poller.interval=1h")
            .withBean(Received.class);

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void whenAnEmployerIsPaused_thenNothingComesUntilItIsResumed() {
        host.run(context -> {
            TrekkpaaleggPoller poller = context.getBean(TrekkpaaleggPoller.class);
            Received received = context.getBean(Received.class);
            String first = simulator.issue(OWN).trekkid();
            poller.poll(OWN);
            assertThat(received.trekkids).containsExactly(first);

            poller.pause(OWN);
            String second = simulator.issue(OWN).trekkid();
            assertThat(poller.poll(OWN)).isInstanceOf(PassResult.Paused.class);
            assertThat(received.trekkids).containsExactly(first);

            poller.resume(OWN);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(received.trekkids).containsExactly(first, second));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenAnEmployerIsNotConfigured_thenItIsNeitherPausedNorResumed(boolean scheduled) {
        host.withPropertyValues("trekkpaalegg.poller.enabled=" + scheduled).run(context -> {
            TrekkpaaleggPoller poller = context.getBean(TrekkpaaleggPoller.class);

            assertThatIllegalArgumentException().isThrownBy(() -> poller.pause("999888777"));
            assertThatIllegalArgumentException().isThrownBy(() -> poller.resume("999888777"));
        });
    }

    @Test
    void whenThereIsNoSchedule_thenAnEmployerIsResumedForWhoeverPolls() {
        host.withPropertyValues("trekkpaalegg.poller.enabled=false").run(context -> {
            TrekkpaaleggPoller poller = context.getBean(TrekkpaaleggPoller.class);
            poller.pause(OWN);
            assertThat(poller.poll(OWN)).isInstanceOf(PassResult.Paused.class);

            poller.resume(OWN);

            assertThat(poller.poll(OWN)).isInstanceOf(PassResult.CaughtUp.class);
        });
    }

    static final class Received {
        private final List<String> trekkids = new CopyOnWriteArrayList<>();

        @EventListener
        void on(TrekkpaaleggEvent event) {
            trekkids.add(event.trekkpaalegg().trekkid());
        }
    }
}
