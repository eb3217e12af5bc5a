package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class RetryAfterTest {
    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T15:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "30, 30",
        "' 7 ', 7",
        "'Thu, 05 Mar 2026 15:01:30 GMT', 90",
        "'Thu, 5 Mar 2026 15:00:05 GMT', 5",
        "'Thu, 05 Mar 2026 14:00:00 GMT', 0"
    })
    void whenHeaderCanBeUnderstood_thenItIsTheTimeToWait(String header, int seconds) {
        assertThat(RetryAfter.parse(header, clock)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "Mon, 05 Mar 2026 15:01:30 GMT"})
    void whenHeaderCannotBeUnderstood_thenThereIsNone(String header) {
        assertThat(RetryAfter.parse(header, clock)).isNull();
    }

    @Test
    void whenThereIsNoHeader_thenThereIsNone() {
        assertThat(RetryAfter.parse(null, clock)).isNull();
    }
}
