package no.trekkpaalegg.boot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import java.time.Duration;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real database is stopped: its pool keeps each caller waiting for long, but not those who look for an operator. */
@Tag("crash")
@Timeout(120)
class OperatorsWithoutDatabaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    @AutoClose
    private final StoppablePostgres postgres = new StoppablePostgres();

    @AutoClose
    private final HikariDataSource pool = TestPostgres.pool(postgres.url());

    @Test
    void whenTheDatabaseIsStopped_thenAllAnswerSoonAndRecover() {
        pool.setConnectionTimeout(Duration.ofSeconds(8).toMillis());
        try (TestHost host = TestHost.at(simulator)
                .web(TestHost.Web.class)
                .database(pool)
                .with("trekkpaalegg.store.initialize-schema", "always")
                .with("trekkpaalegg.management.look-timeout", "1s")
                .with("management.endpoints.web.exposure.include", "health,prometheus,trekkpaalegg")
                .with("management.endpoint.health.show-details", "always")
                .with("management.health.db.enabled", "false")
                .with("spring.data.jpa.repositories.enabled", "false")
                .start()) {
            host.poll(simulator.ownOrganisation());
            String employer = "/actuator/trekkpaalegg/" + simulator.ownOrganisation();
            assertThat(host.get(employer).statusCode()).isEqualTo(200);

            postgres.stop();

            // What was read a moment ago is shown for ten seconds.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    inTime(host, "/actuator/prometheus").body())
                            .contains("trekkpaalegg_undelivered_age_seconds NaN"));
            HttpResponse<String> health = inTime(host, "/actuator/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("OUT_OF_SERVICE", "The store cannot be read");
            HttpResponse<String> report = inTime(host, employer);
            assertThat(report.statusCode()).isEqualTo(503);
            assertThat(report.body()).contains("The store cannot be read");

            postgres.startAgain();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(host.get(employer).statusCode()).isEqualTo(200));
            assertThat(host.get("/actuator/health").body()).contains("\"status\":\"UP\"");
        }
    }

    private static HttpResponse<String> inTime(TestHost host, String path) {
        long begin = System.nanoTime();
        HttpResponse<String> answer = host.get(path);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(path).isLessThan(LIMIT);
        return answer;
    }
}
