package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pausing and resuming an employer in a host without a database. */
class PauseInMemoryTest {
    private static final String OWN = "313367002";
    private static final Duration SOON = Duration.ofSeconds(30);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final RecordingListener listener = new RecordingListener();
    private final TestHost.Setup idle = TestHost.at(simulator).listener(listener);

    @Test
    void whenAnEmployerIsPaused_thenNothingComesUntilItIsResumed() {
        try (TestHost host = idle.polling("1h").start()) {
            IssuedOrder first = simulator.issue(OWN);
            host.poll(OWN);
            assertThat(listener.received()).containsExactly(nytt(first));

            host.poller().pause(OWN);
            IssuedOrder second = simulator.issue(OWN);
            assertThat(host.poll(OWN)).isInstanceOf(PassResult.Paused.class);
            assertThat(listener.received()).containsExactly(nytt(first));

            host.poller().resume(OWN);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(listener.received()).containsExactly(nytt(first), nytt(second)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenAnEmployerIsNotConfigured_thenItIsNeitherPausedNorResumed(boolean scheduled) {
        try (TestHost host = idle.polling("1h")
                .with("trekkpaalegg.poller.enabled", scheduled)
                .start()) {
            TrekkpaaleggPoller poller = host.poller();

            assertThatIllegalArgumentException().isThrownBy(() -> poller.pause("999888777"));
            assertThatIllegalArgumentException().isThrownBy(() -> poller.resume("999888777"));
        }
    }

    @Test
    void whenThereIsNoSchedule_thenAnEmployerIsResumedForTheApplicationThatPolls() {
        try (TestHost host = idle.start()) {
            host.poller().pause(OWN);
            assertThat(host.poll(OWN)).isInstanceOf(PassResult.Paused.class);

            host.poller().resume(OWN);

            assertThat(host.poll(OWN)).isInstanceOf(PassResult.CaughtUp.class);
        }
    }
}
