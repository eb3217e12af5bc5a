package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.threeten.extra.MutableClock;

/** What operators see while the database hangs, and how long they wait for it. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class StoreAwayTest {
    private static final Duration LOOK = Duration.ofMillis(300);
    /** One look, and what a busy machine needs besides; much less than one look for each gauge, or than the pool waits. */
    private static final Duration ONE_LOOK = Duration.ofSeconds(2);

    private static final Duration KEPT = Duration.ofSeconds(10);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T12:00:00Z"), ZoneOffset.UTC);
    private final HikariDataSource pool = TestH2.freshDatabase();
    private final HangingDataSource database = new HangingDataSource(pool);
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private TestHost host;

    @BeforeEach
    void start() {
        TestSchema.BY_HAND.create(pool, "h2");
        host = TestHost.at(simulator)
                .database(database)
                .bean("meterRegistry", metrics)
                .bean("clock", new TrekkpaaleggClock(clock))
                .with("trekkpaalegg.management.look-timeout", LOOK.toMillis() + "ms")
                .start();
        host.bean(FeedGauges.class).bindTo(metrics);
    }

    @AfterEach
    void close() {
        database.answer();
        host.close();
        pool.close();
    }

    @Test
    void whenTheDatabaseHangs_thenAllGaugesTogetherWaitForOneLook() {
        database.hang();
        long begin = System.nanoTime();

        Map<String, Double> values = gauges();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(LOOK, ONE_LOOK);
        assertThat(values)
                .hasSizeGreaterThan(5)
                .allSatisfy((name, value) -> assertThat(value).as(name).isNaN());
        assertThat(database.asked()).isEqualTo(1);
    }

    @Test
    void whenTheDatabaseAnswers_thenNoGaugeIsNaN() {
        assertThat(gauges())
                .hasSizeGreaterThan(5)
                .allSatisfy((name, value) -> assertThat(value).as(name).isNotNaN());
    }

    @Test
    void whenTheDatabaseHangs_thenHealthSaysSoAfterOneLookAndThenAtOnce() {
        database.hang();
        long begin = System.nanoTime();

        List<Health> answers = List.of(health(), health(), health());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(LOOK, ONE_LOOK);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
            assertThat(answer.getDetails().get("reason"))
                    .asString()
                    .contains("The store cannot be read", "not answered within 0.3 s");
        });
        assertThat(database.asked()).isEqualTo(1);
    }

    @Test
    void whenTheDatabaseHangsForLong_thenItIsAskedAgainEveryTenSeconds() {
        database.hang();
        health();
        clock.add(KEPT.plusSeconds(1));

        health();
        health();

        assertThat(database.asked()).isEqualTo(2);
    }

    @Test
    void whenTheDatabaseAnswersAgain_thenItIsSeenWithinTenSeconds() {
        database.hang();
        assertThat(health().getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");

        database.answer();
        clock.add(KEPT.plusSeconds(1));

        assertThat(health().getStatus().getCode()).isEqualTo("UNKNOWN");
        assertThat(gauges().values()).noneMatch(value -> value.isNaN());
    }

    @Test
    void whenTheDatabaseIsAwayForLong_thenTheLogHasALineAtTheBeginningAndOneAtTheEnd(CapturedOutput output) {
        database.hang();
        for (int i = 0; i < 3; i++) {
            health();
            gauges();
            clock.add(KEPT.plusSeconds(1));
        }
        database.answer();
        health();
        health();

        assertThat(lines(output, "The store cannot be read"))
                .singleElement()
                .asString()
                .contains("WARN", "has not answered within 0.3 s", "docs/runbook.md#the-store-failed");
        assertThat(lines(output, "The store can be read again"))
                .singleElement()
                .asString()
                .contains("INFO", "after 33 s");
    }

    private Health health() {
        return host.context()
                .getBean("trekkpaaleggHealthIndicator", HealthIndicator.class)
                .health();
    }

    /** What the library's gauges that are read from the store show. */
    private Map<String, Double> gauges() {
        return metrics.getMeters().stream()
                .filter(meter ->
                        meter instanceof Gauge && meter.getId().getName().startsWith("trekkpaalegg."))
                .filter(meter -> !meter.getId().getName().equals("trekkpaalegg.employers"))
                .collect(Collectors.toMap(meter -> meter.getId().toString(), meter -> ((Gauge) meter).value()));
    }

    private static List<String> lines(CapturedOutput output, String text) {
        return output.getAll().lines().filter(line -> line.contains(text)).toList();
    }

    /** A database that gives no connection until it is told to. */
    private static final class HangingDataSource extends DelegatingDataSource {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile CountDownLatch latch = new CountDownLatch(0);

        private HangingDataSource(DataSource dataSource) {
            super(dataSource);
        }

        void hang() {
            latch = new CountDownLatch(1);
            asked.set(0);
        }

        void answer() {
            latch.countDown();
        }

        int asked() {
            return asked.get();
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new SQLException("interrupted", e);
            }
            return super.getConnection();
        }
    }
}
