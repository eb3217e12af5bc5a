package no.trekkpaalegg.boot.crash;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.jvm.HostProcess;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A host is killed with SIGKILL at each point of its work, and again at random points; another one takes over its database. Every
 * order version is then in the host's own table exactly once, and in the inbox as delivered. Rounds run side by side, each with a simulator,
 * a database and a process of its own.
 */
@Tag("crash")
@Isolated
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KillTest {
    private static final int ORDERS = 12;
    private static final int RANDOM_ROUNDS = 30;
    /** Reaching every point once for each order, and once for each page. */
    private static final int POINTS_IN_A_RUN = ORDERS * 4 + 4 * 2;

    @AutoClose
    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();

    @AutoClose
    private final HikariDataSource pool = TestPostgres.freshDatabase();

    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final List<String> published = new ArrayList<>();

    @BeforeEach
    void publishOrders() {
        jdbc.execute(Ledger.TABLE);
        publish(ORDERS);
    }

    static Stream<Integer> randomPoints() {
        Random random = new Random(20260305);
        return IntStream.range(0, RANDOM_ROUNDS).mapToObj(round -> 1 + random.nextInt(POINTS_IN_A_RUN));
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void whenKilledAtAPoint_thenEveryVersionIsDeliveredExactlyOnce(CrashPoint point) {
        killAt(Map.of("crash.point", point.name(), "crash.at", "2"));
        assertThatNothingIsLostOrDoubled();
    }

    @ParameterizedTest
    @MethodSource("randomPoints")
    void whenKilledAnywhere_thenEveryVersionIsDeliveredExactlyOnce(int at) {
        killAt(Map.of("crash.at", String.valueOf(at)));
        assertThatNothingIsLostOrDoubled();
    }

    private void killAt(Map<String, String> crash) {
        Map<String, String> properties = new HashMap<>(crash);
        host().properties().forEach((key, value) -> properties.put(key, value.toString()));
        properties.put("database", pool.getJdbcUrl());
        properties.put("spring.main.web-application-type", "none");
        try (HostProcess host = GuestJvm.withEverything().start(PayrollHost.class, properties)) {
            host.awaitLine(CrashPoints.REACHED);
            host.kill();
        }
    }

    private void assertThatNothingIsLostOrDoubled() {
        publish(3);
        try (TestHost next = host().database(pool).listener(new Ledger(pool)).start()) {
            assertThat(next.poll(simulator.ownOrganisation())).isInstanceOf(PassResult.CaughtUp.class);
        }
        assertThat(new TestDatabase(pool).ledger()).containsExactlyInAnyOrderElementsOf(published);
        assertThat(jdbc.queryForList("select distinct state from trekkpaalegg_inbox", String.class))
                .containsExactly("DELIVERED");
    }

    private TestHost.Setup host() {
        return TestHost.at(simulator)
                .with("trekkpaalegg.poller.page-size", 5)
                .with("trekkpaalegg.store.initialize-schema", "always");
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            published.add(nytt(simulator.issue(simulator.ownOrganisation())));
        }
    }
}
