package no.trekkpaalegg.boot.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A host is killed with SIGKILL at each point of its work, and again at random points; another one takes over its database. Every
 * order version is then in the host's own table exactly once, and in the inbox as delivered.
 */
@Tag("crash")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class KillTest {
    private static final int ORDERS = 12;
    private static final int RANDOM_ROUNDS = 30;
    /** Reaching every point once for each order, and once for each page. */
    private static final int POINTS_IN_A_RUN = ORDERS * 4 + 4 * 2;

    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Map<String, Integer> published = new TreeMap<>();

    @BeforeEach
    void publishOrders() {
        jdbc.execute(PayrollHost.TABLE);
        publish(ORDERS);
    }

    @AfterEach
    void close() {
        database.close();
        simulator.close();
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
        Map<String, String> properties = new HashMap<>(hostProperties());
        properties.putAll(crash);
        try (HostProcess host = HostProcess.start(PayrollHost.class, properties)) {
            host.awaitLine(CrashPoints.REACHED);
            host.kill();
        }
    }

    private void assertThatNothingIsLostOrDoubled() {
        publish(3);
        try (ConfigurableApplicationContext next = nextHost()) {
            PassResult result = next.getBean(TrekkpaaleggPoller.class).poll(simulator.ownOrganisation());
            assertThat(result).isInstanceOf(PassResult.CaughtUp.class);
        }
        assertThat(withholdings())
                .containsExactlyElementsOf(published.keySet().stream()
                        .map(trekkid -> trekkid + "/1")
                        .toList());
        assertThat(jdbc.queryForList("select distinct state from trekkpaalegg_inbox", String.class))
                .containsExactly("DELIVERED");
    }

    private List<String> withholdings() {
        return jdbc.queryForList(
                "select trekkid || '/' || trekkversjon from withholding order by trekkid collate \"C\"", String.class);
    }

    private ConfigurableApplicationContext nextHost() {
        Map<String, Object> properties = new HashMap<>(hostProperties());
        return new SpringApplicationBuilder(NextHost.class)
                .properties(properties)
                .run();
    }

    private Map<String, String> hostProperties() {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.poller.enabled", "false");
        properties.put("trekkpaalegg.poller.page-size", "5");
        properties.put("trekkpaalegg.store.initialize-schema", "always");
        properties.put("spring.datasource.url", database.getJdbcUrl());
        properties.put("spring.main.web-application-type", "none");
        properties.put("spring.main.banner-mode", "off");
        return properties;
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            IssuedOrder order = simulator.issue(simulator.ownOrganisation());
            published.put(order.trekkid(), order.trekkversjon());
        }
    }
}
