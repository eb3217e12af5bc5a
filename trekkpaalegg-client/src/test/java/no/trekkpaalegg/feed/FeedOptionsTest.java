package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import org.junit.jupiter.api.Test;

class FeedOptionsTest {
    private static final Backoff BACKOFF = DeliveryOptions.defaults().backoff();

    @Test
    void whenNothingIsConfigured_thenDefaultsAreThoseOfTheDocumentation() {
        assertThat(FeedOptions.defaults())
                .isEqualTo(new FeedOptions(
                        new ReadOptions(1000, Duration.ofHours(2), false, UnknownOrganisations.DELIVER),
                        new DeliveryOptions(10, new Backoff(Duration.ofMinutes(1), Duration.ofHours(6)), Duration.ZERO),
                        new PollOptions(Duration.ofMinutes(30), Duration.ofHours(24)),
                        new RunOptions(20, 1000, Duration.ofSeconds(10))));
    }

    @Test
    void whenReadOptionsAreOutOfRange_thenTheyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadOptions(0, Duration.ZERO, false, UnknownOrganisations.DELIVER))
                .withMessageContaining("page size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadOptions(1, Duration.ofSeconds(-1), false, UnknownOrganisations.DELIVER))
                .withMessageContaining("window");
        assertThatCode(() -> new ReadOptions(1, Duration.ZERO, false, UnknownOrganisations.DELIVER))
                .doesNotThrowAnyException();
    }

    @Test
    void whenDeliveryOptionsAreOutOfRange_thenTheyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryOptions(0, BACKOFF, Duration.ZERO))
                .withMessageContaining("attempts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryOptions(1, BACKOFF, Duration.ofSeconds(-1)))
                .withMessageContaining("retention");
        assertThatCode(() -> new DeliveryOptions(1, BACKOFF, Duration.ZERO)).doesNotThrowAnyException();
    }

    @Test
    void whenPollOptionsAreOutOfRange_thenTheyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PollOptions(Duration.ZERO, Duration.ZERO))
                .withMessageContaining("interval");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PollOptions(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
                .withMessageContaining("reconciliation");
        assertThatCode(() -> new PollOptions(Duration.ofSeconds(1), Duration.ZERO))
                .doesNotThrowAnyException();
    }

    @Test
    void whenRunOptionsAreOutOfRange_thenTheyAreRefused() {
        Duration time = Duration.ofNanos(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new RunOptions(0, 1, time));
        assertThatIllegalArgumentException().isThrownBy(() -> new RunOptions(1, 0, time));
        assertThatIllegalArgumentException().isThrownBy(() -> new RunOptions(1, 1, Duration.ZERO));
        assertThatCode(() -> new RunOptions(1, 1, time)).doesNotThrowAnyException();
    }
}
