package no.trekkpaalegg.boot.crash;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.jdbc.core.JdbcTemplate;

/** Three nodes of a vendor with many customers, their PostgreSQL, and the authority, which goes on issuing orders. */
final class Fleet implements AutoCloseable {
    static final int EMPLOYERS = 300;
    static final Duration INTERVAL = Duration.ofSeconds(5);
    static final Duration HEARTBEAT = Duration.ofSeconds(2);
    static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    private final List<String> employers = TestEmployers.numbers(EMPLOYERS);
    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
    private final StoppablePostgres postgres = new StoppablePostgres();
    private final HikariDataSource pool = TestPostgres.pool(postgres.url());
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final List<FleetNode> nodes;
    private final List<String> trekkids = new ArrayList<>();
    private final Map<String, IssuedOrder> issued = new HashMap<>();

    Fleet(Path directory) {
        TestSchema.BY_HAND.create(pool, "postgresql");
        jdbc.execute(Ledger.TABLE);
        employers.forEach(simulator::approveSystemUser);
        nodes = Stream.of("one", "two", "three")
                .map(name -> new FleetNode(name, simulator, postgres.port(), directory))
                .toList();
        nodes.forEach(FleetNode::start);
    }

    TrekkpaaleggSimulator simulator() {
        return simulator;
    }

    StoppablePostgres postgres() {
        return postgres;
    }

    FleetNode anyNode(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    String anyEmployer(Random random) {
        return employers.get(random.nextInt(employers.size()));
    }

    void tellAll(String line) {
        nodes.forEach(node -> node.process().tell(line));
    }

    /** The authority issues an order, or now and then a new version of one. */
    synchronized void issue(Random random) {
        boolean change = random.nextInt(10) == 0 && !trekkids.isEmpty();
        IssuedOrder order = change
                ? simulator.change(trekkids.get(random.nextInt(trekkids.size())), same -> same)
                : simulator.issue(anyEmployer(random));
        if (!change) {
            trekkids.add(order.trekkid());
        }
        issued.put(order.trekkid(), order);
    }

    /** The latest version of each order so far. */
    synchronized List<IssuedOrder> issuedSoFar() {
        return List.copyOf(issued.values());
    }

    /** Those of the orders that the host has in no version, or in older ones only. */
    List<IssuedOrder> missing(List<IssuedOrder> orders) {
        Map<String, Integer> latest = new HashMap<>();
        jdbc.query("select trekkid, max(trekkversjon) from ledger group by trekkid", row -> {
            latest.put(row.getString(1), row.getInt(2));
        });
        return orders.stream()
                .filter(order -> latest.getOrDefault(order.trekkid(), 0) < order.trekkversjon())
                .toList();
    }

    List<String> doubled() {
        return jdbc.queryForList(
                "select trekkid || '/' || trekkversjon from ledger group by trekkid, trekkversjon having count(*) > 1",
                String.class);
    }

    Set<String> statesInInbox() {
        return new TreeSet<>(jdbc.queryForList("select distinct state from trekkpaalegg_inbox", String.class));
    }

    /** What the database says of the employers, for the message of a test that fails. */
    String describe(List<IssuedOrder> missing) {
        StringBuilder text = new StringBuilder();
        missing.stream()
                .map(IssuedOrder::employer)
                .distinct()
                .limit(10)
                .forEach(employer -> text.append(
                                jdbc.queryForList("select * from trekkpaalegg_feed where employer = ?", employer))
                        .append('\n')
                        .append(jdbc.queryForList(
                                "select task_instance, execution_time, picked, picked_by, last_heartbeat, clock_timestamp()"
                                        + " from trekkpaalegg_tasks where task_instance = ?",
                                employer))
                        .append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        nodes.forEach(FleetNode::close);
        pool.close();
        postgres.close();
        simulator.close();
    }
}
