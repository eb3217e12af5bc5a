package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.SwitchableDataSource;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** Several nodes of a host on one PostgreSQL, each with a connection pool of its own. */
@Timeout(180)
class ManyNodesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONCURRENCY = 4;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT_LIMIT = HEARTBEAT.multipliedBy(4);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final HikariDataSource pool = TestPostgres.freshDatabase();
    private final TestDatabase database = new TestDatabase(pool);
    private final SwitchableDataSource first = new SwitchableDataSource(pool);
    private final SwitchableDataSource second = new SwitchableDataSource(pool);
    private final Calls calls = new Calls();

    @BeforeEach
    void createTables() {
        TestSchema.BY_HAND.create(pool, "postgresql");
        new JdbcTemplate(pool).execute(Ledger.TABLE);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whenNodesShareManyEmployers_thenOneAtATimePollsEachAndAllIsDeliveredOnce() {
        List<String> employers = TestEmployers.numbers(40);
        employers.forEach(simulator::approveSystemUser);
        Queue<IssuedOrder> issued = new ConcurrentLinkedQueue<>();
        employers.forEach(employer -> issued.add(simulator.issue(employer)));
        // Nobody goes on before all threads of both nodes are at work.
        CountDownLatch allAtWork = new CountDownLatch(2 * CONCURRENCY);
        Consumer<String> meet = employer -> {
            allAtWork.countDown();
            awaitLatch(allAtWork);
        };

        try (TestHost one = node("one", first, employers, meet);
                TestHost two = node("two", second, employers, meet)) {
            await().atMost(SOON).until(() -> allAtWork.getCount() == 0);
            employers.forEach(employer -> issued.add(simulator.issue(employer)));
            await().atMost(SOON).until(() -> database.ledger().size() >= issued.size());
        }

        assertThat(database.ledger())
                .containsExactlyInAnyOrderElementsOf(
                        issued.stream().map(RecordingListener::nytt).toList());
        assertThat(calls.nodes()).containsExactlyInAnyOrder("one", "two");
        assertThat(calls.overlaps()).isEmpty();
        assertThat(database.pickedTasks()).isZero();
    }

    @Test
    void whenOneNodeIsAtWorkOnAnEmployerForLong_thenTheOtherLeavesItAlone() {
        String employer = TestEmployers.numbers(1).get(0);
        simulator.approveSystemUser(employer);
        CountDownLatch goOn = new CountDownLatch(1);
        IssuedOrder order = simulator.issue(employer);

        try (TestHost one = node("one", first, List.of(employer), any -> awaitLatch(goOn))) {
            await().atMost(SOON).until(() -> calls.nodes().contains("one"));
            Instant begun = database.heartbeat(employer);
            try (TestHost two = node("two", second, List.of(employer), any -> {})) {
                await().atMost(SOON).until(() -> database.heartbeat(employer).isAfter(begun.plus(HEARTBEAT_LIMIT)));
                assertThat(calls.nodes()).containsExactly("one");
            }
            goOn.countDown();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(database.ledger()).containsExactly(nytt(order)));
        }
    }

    @Test
    void whenANodeIsCutOffAtWork_thenTheOtherTakesOverWithinTwiceTheHeartbeatLimit() {
        String employer = TestEmployers.numbers(1).get(0);
        simulator.approveSystemUser(employer);
        CountDownLatch goOn = new CountDownLatch(1);
        IssuedOrder order = simulator.issue(employer);

        try (TestHost one = node("one", first, List.of(employer), any -> awaitLatch(goOn))) {
            await().atMost(SOON).until(() -> calls.nodes().contains("one"));
            try (TestHost two = node("two", second, List.of(employer), any -> {})) {
                first.setAway(true);

                await().atMost(HEARTBEAT_LIMIT.multipliedBy(2))
                        .untilAsserted(() -> assertThat(database.ledger()).containsExactly(nytt(order)));

                // What the first node has in its hands is of no use any more, and does no harm.
                first.setAway(false);
                goOn.countDown();
                IssuedOrder next = simulator.issue(employer);
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(database.ledger()).containsExactlyInAnyOrder(nytt(order), nytt(next)));
            }
        }
    }

    private TestHost node(
            String name, SwitchableDataSource dataSource, Collection<String> employers, Consumer<String> onCall) {
        return TestHost.at(simulator)
                .polling("1s")
                .database(dataSource)
                .listener(new Ledger(dataSource))
                .with("trekkpaalegg.poller.heartbeat-interval", HEARTBEAT.toSeconds() + "s")
                .with("trekkpaalegg.poller.concurrency", String.valueOf(CONCURRENCY))
                .employers(() -> employers.stream().map(Employer::systemUser).toList())
                .client(client -> calls.recorded(name, client, onCall))
                .start();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Which node asked for whose orders, and whether another was at it at the same time. */
    private static final class Calls {
        private final Map<String, String> running = new ConcurrentHashMap<>();
        private final Set<String> nodes = ConcurrentHashMap.newKeySet();
        private final Queue<String> overlaps = new ConcurrentLinkedQueue<>();

        private Set<String> nodes() {
            return nodes;
        }

        private Queue<String> overlaps() {
            return overlaps;
        }

        private OrderReader recorded(String node, OrderReader client, Consumer<String> onCall) {
            return (OrderReader) Proxy.newProxyInstance(
                    OrderReader.class.getClassLoader(),
                    new Class<?>[] {OrderReader.class},
                    (proxy, method, arguments) -> {
                        String employer = ((Employer) arguments[0]).orgNumber();
                        nodes.add(node);
                        String other = running.putIfAbsent(employer, node);
                        if (other != null) {
                            overlaps.add(employer + " by " + node + " and " + other);
                        }
                        try {
                            onCall.accept(employer);
                            return method.invoke(client, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        } finally {
                            running.remove(employer, node);
                        }
                    });
        }
    }
}
