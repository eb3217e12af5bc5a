package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Status;

/** How long a node may go without a successful pass. */
class HealthSilenceTest extends HealthFixture {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whenNoEmployerIsPolledForThreeIntervals_thenItIsStillUpAndAfterThatOutOfService() {
        succeeded(ONE);
        host.run(context -> {
            failed(ONE);
            failed(OTHER);
            clock.add(INTERVAL.multipliedBy(3));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);

            clock.add(SECOND);

            assertThat(healthIn(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(healthIn(context).getDetails().get("reason")).asString().contains("PT1H30M");

            succeeded(OTHER);

            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void whenNoPassIsEverMade_thenTheHealthIsOutOfServiceInTheEnd() {
        host.run(context -> {
            clock.add(INTERVAL.multipliedBy(3).plus(SECOND));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        });
    }

    @Test
    void whenTheHostWasDownForLong_thenItGetsTimeForItsFirstPass() {
        succeeded(ONE);
        clock.add(Duration.ofDays(7));
        health(it -> assertThat(it.getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void whenAnotherSilenceIsConfigured_thenThatIsTheLimit() {
        host.withPropertyValues("trekkpaalegg.management.health.max-silence=10m")
                .run(context -> {
                    succeeded(ONE);
                    clock.add(Duration.ofMinutes(10));
                    assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
                    clock.add(SECOND);
                    assertThat(healthIn(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1m"})
    void whenTheSilenceIsNotLongerThanZero_thenTheMessageNamesTheKey(String silence) {
        host.withPropertyValues("trekkpaalegg.management.health.max-silence=" + silence)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the longest silence must be longer than zero"));
    }

    @Test
    void whenAllEmployersArePaused_thenSilenceIsWhatWasAskedFor() {
        succeeded(ONE);
        update(ONE, state -> state.withPaused(true));
        update(OTHER, state -> state.withPaused(true));
        host.run(context -> {
            clock.add(Duration.ofDays(7));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
            assertThat(healthIn(context).getDetails()).containsEntry("paused", 2L);
        });
    }

    @Test
    void whenTheScheduleIsSwitchedOff_thenSilenceIsNotTrouble() {
        succeeded(ONE);
        host.withPropertyValues("trekkpaalegg.poller.enabled=false").run(context -> {
            context.getBean(EmployerRegistry.class).refresh();
            clock.add(Duration.ofDays(7));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void whenANodeDoesNotPoll_thenItKnowsTheEmployersAnyway() {
        host.withPropertyValues("trekkpaalegg.poller.enabled=false")
                .run(context -> assertThat(healthIn(context).getDetails()).containsEntry("employers", 2));
    }
}
