package no.trekkpaalegg.boot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.jvm.HostProcess;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** Three JVMs on one PostgreSQL share 200 employers with 20,000 order versions, and one of them is killed half way. */
@Tag("crash")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ThreeNodesTest {
    private static final int EMPLOYERS = 200;
    private static final int VERSIONS = 20_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** db-scheduler gives a node up when it has missed four heartbeats. */
    private static final Duration HEARTBEAT_LIMIT = HEARTBEAT.multipliedBy(4);

    @AutoClose
    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();

    @AutoClose
    private final HikariDataSource database = TestPostgres.freshDatabase();

    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final List<String> employers = TestEmployers.numbers(EMPLOYERS);

    @BeforeEach
    void publishOrders() {
        jdbc.execute(Ledger.TABLE);
        PollingBook.create(jdbc, employers);
        employers.forEach(simulator::approveSystemUser);
        for (int i = 0; i < VERSIONS; i++) {
            simulator.issue(employers.get(i % employers.size()));
        }
    }

    @Test
    void whenOneOfThreeNodesIsKilledHalfWay_thenTheOthersFinishItsWorkAndNothingIsDoubled() {
        try (HostProcess one = start("one");
                HostProcess two = start("two");
                HostProcess three = start("three")) {
            await().atMost(Duration.ofMinutes(2)).until(() -> delivered() >= VERSIONS / 2);

            two.kill();
            OffsetDateTime killed = jdbc.queryForObject("select clock_timestamp()", OffsetDateTime.class);
            List<String> orphans = PollingBook.release(jdbc, "two");

            await().atMost(HEARTBEAT_LIMIT.multipliedBy(2)).until(() -> polledSince(killed, orphans));
            await().atMost(Duration.ofMinutes(2)).until(() -> delivered() == VERSIONS);
        }
        assertThat(jdbc.queryForObject("select count(distinct trekkid || '/' || trekkversjon) from ledger", Long.class))
                .isEqualTo(VERSIONS);
        assertThat(delivered()).isEqualTo(VERSIONS);
        assertThat(jdbc.queryForList("select employer || ' ' || node from polled_by_two", String.class))
                .isEmpty();
        assertThat(jdbc.queryForList("select distinct state from trekkpaalegg_inbox", String.class))
                .containsExactly("DELIVERED");
    }

    private long delivered() {
        return jdbc.queryForObject("select count(*) from ledger", Long.class);
    }

    private boolean polledSince(OffsetDateTime time, List<String> orphans) {
        List<String> taken = jdbc.queryForList("select employer from polling where begun > ?", String.class, time);
        return taken.containsAll(orphans);
    }

    private HostProcess start(String node) {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("node", node);
        properties.put("trekkpaalegg.poller.interval", "5s");
        properties.put("trekkpaalegg.poller.heartbeat-interval", HEARTBEAT.toSeconds() + "s");
        properties.put("trekkpaalegg.store.initialize-schema", "always");
        properties.put("employers", String.valueOf(EMPLOYERS));
        properties.put("database", database.getJdbcUrl());
        properties.put("spring.main.web-application-type", "none");
        properties.put("spring.main.banner-mode", "off");
        HostProcess host = GuestJvm.withEverything().start(NodeHost.class, properties);
        host.awaitLine("Started");
        host.writeOutputTo(Path.of("target", "node-" + node + ".log"));
        return host;
    }
}
