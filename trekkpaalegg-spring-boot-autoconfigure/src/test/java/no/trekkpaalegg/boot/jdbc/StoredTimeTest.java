package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class StoredTimeTest {

    @Test
    void whenATimeIsWritten_thenOperatorsReadItAsUtcToTheMicrosecond() {
        assertThat(StoredTime.toColumn(Instant.parse("2026-07-05T15:00:00.123456789Z")))
                .isEqualTo(LocalDateTime.parse("2026-07-05T15:00:00.123456"));
    }
}
