package no.trekkpaalegg.boot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database is stopped in the middle of a page or of a delivery, and started again. */
@Tag("crash")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DatabaseRestartTest {
    private static final int ORDERS = 7;

    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
    private final StoppablePostgres postgres = new StoppablePostgres();
    private final Set<String> published = new TreeSet<>();

    @AfterEach
    void close() {
        CrashPoints.inProcess(point -> {});
        postgres.close();
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void whenTheDatabaseIsStoppedAndStarted_thenEveryVersionIsDeliveredExactlyOnce(CrashPoint when) {
        for (int i = 0; i < ORDERS; i++) {
            published.add(simulator.issue(simulator.ownOrganisation()).trekkid());
        }
        try (ConfigurableApplicationContext host = host()) {
            JdbcTemplate jdbc = host.getBean(JdbcTemplate.class);
            jdbc.execute(PayrollHost.TABLE);
            TrekkpaaleggPoller poller = host.getBean(TrekkpaaleggPoller.class);
            stopOnceAt(when);

            assertThat(poller.poll(simulator.ownOrganisation())).isInstanceOf(PassResult.StoreFailed.class);
            postgres.startAgain();
            // The pool may hand out a connection of the old server first.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> poller.poll(simulator.ownOrganisation()), PassResult.CaughtUp.class::isInstance);

            List<String> withheld = jdbc.queryForList("select trekkid from withholding", String.class);
            assertThat(withheld).containsExactlyInAnyOrderElementsOf(published);
        }
    }

    private void stopOnceAt(CrashPoint when) {
        AtomicBoolean stopped = new AtomicBoolean();
        CrashPoints.inProcess(point -> {
            if (point == when && stopped.compareAndSet(false, true)) {
                postgres.stop();
            }
        });
    }

    private ConfigurableApplicationContext host() {
        Map<String, Object> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.poller.enabled", "false");
        properties.put("trekkpaalegg.poller.page-size", "3");
        properties.put("trekkpaalegg.store.initialize-schema", "always");
        properties.put("spring.datasource.url", postgres.url());
        properties.put("spring.datasource.hikari.connection-timeout", "1000");
        properties.put("spring.main.web-application-type", "none");
        properties.put("spring.main.banner-mode", "off");
        return new SpringApplicationBuilder(InterruptedHost.class)
                .properties(properties)
                .run();
    }

    @JdbcHost
    @Import(NextHost.class)
    static class InterruptedHost {
        @Bean
        static CrashingParts crashingParts() {
            return new CrashingParts();
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }
    }
}
