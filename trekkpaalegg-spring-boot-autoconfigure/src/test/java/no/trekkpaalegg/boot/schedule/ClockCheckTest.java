package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A node's clock is wrong. */
@ExtendWith(OutputCaptureExtension.class)
class ClockCheckTest {
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ONE = TestEmployers.numbers(2).get(0);
    private static final String OTHER = TestEmployers.numbers(2).get(1);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whenATaskIsPlannedFurtherAheadThanIsLegal_thenItIsDueNow(String platform) throws SQLException {
        try (HikariDataSource pool = database(platform)) {
            TestDatabase database = new TestDatabase(pool);
            Instant legal = Instant.now().plus(LONGEST).truncatedTo(ChronoUnit.SECONDS);
            database.insertTask(ONE, Instant.now().plus(DAY));
            database.insertTask(OTHER, legal);

            check(pool, Clock.systemUTC()).run();

            assertThat(database.dueAt(ONE)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            assertThat(database.dueAt(OTHER)).isEqualTo(legal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whenADeadNodesHeartbeatIsAhead_thenItCountsFromNow(String platform) throws SQLException {
        try (HikariDataSource pool = database(platform)) {
            TestDatabase database = new TestDatabase(pool);
            database.insertPickedTask(ONE, DAY.negated());

            check(pool, Clock.systemUTC()).run();

            assertThat(database.heartbeat(ONE)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whenTheOwnClockIsWrong_thenThatIsReportedOnceAndNothingIsCorrected(String platform, CapturedOutput output)
            throws SQLException {
        try (HikariDataSource pool = database(platform)) {
            TestDatabase database = new TestDatabase(pool);
            Instant legal = Instant.now().plus(LONGEST).truncatedTo(ChronoUnit.SECONDS);
            database.insertTask(ONE, legal);
            ClockCheck check = check(pool, Clock.offset(Clock.systemUTC(), DAY.negated()));

            check.run();
            check.run();

            assertThat(database.dueAt(ONE)).isEqualTo(legal);
            assertThat(output.getOut().split("The clocks differ", -1)).hasSize(2);
        }
    }

    private static ClockCheck check(HikariDataSource pool, Clock clock) throws SQLException {
        return new ClockCheck(pool, TaskDatabase.of(pool), "trekkpaalegg_tasks", LONGEST, Duration.ofMinutes(1), clock);
    }

    private static HikariDataSource database(String platform) {
        HikariDataSource pool = "h2".equals(platform) ? TestH2.freshDatabase() : TestPostgres.freshDatabase();
        TestSchema.BY_HAND.create(pool, platform);
        return pool;
    }
}
