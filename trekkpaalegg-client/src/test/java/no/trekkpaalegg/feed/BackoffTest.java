package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({"1,10", "2,20", "3,40", "4,60", "5,60", "1000000,60"})
    void whenFailuresGoOn_thenTheWaitDoublesUpToItsLimit(int failures, int seconds) {
        for (int round = 0; round < 100; round++) {
            assertThat(backoff.after(failures))
                    .isBetween(Duration.ofMillis(seconds * 800L), Duration.ofSeconds(seconds));
        }
    }

    @Test
    void whenManyWait_thenTheyDoNotComeBackTogether() {
        assertThat(IntStream.range(0, 100).mapToObj(round -> backoff.after(3)).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void whenTheWaitIsBelowAMillisecond_thenItIsStillAWait() {
        assertThat(new Backoff(Duration.ofNanos(1), Duration.ofNanos(1)).after(1))
                .isPositive();
    }

    @Test
    void whenTimesAreOutOfRange_thenTheyAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second.negated(), second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, second.minusNanos(1)));
        assertThatCode(() -> new Backoff(second, second)).doesNotThrowAnyException();
    }
}
