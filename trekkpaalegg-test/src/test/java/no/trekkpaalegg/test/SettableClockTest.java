package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private final SettableClock clock = new SettableClock(NOON);

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(NOON);

        clock.advance(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3600));

        clock.set(NOON);
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void clocksOfOtherZonesFollow() {
        Clock oslo = clock.withZone(ZoneId.of("Europe/Oslo"));

        clock.advance(Duration.ofMinutes(1));

        assertThat(oslo.instant()).isEqualTo(clock.instant());
        assertThat(oslo.getZone()).isEqualTo(ZoneId.of("Europe/Oslo"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
