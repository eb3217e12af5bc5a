package no.trekkpaalegg.boot.crash;

import java.util.Collection;
import java.util.List;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes into a table which node is polling which employer, from the first page asked for until the pass is written down. A node that
 * finds another one at the same employer writes that into a second table.
 */
final class PollingBook implements BeanPostProcessor {
    private final JdbcTemplate jdbc;
    private final String node;
    private final ThreadLocal<String> polling = new ThreadLocal<>();

    PollingBook(String url, String node) {
        this.jdbc = new JdbcTemplate(TestPostgres.pool(url));
        this.node = node;
    }

    static void create(JdbcTemplate jdbc, Collection<String> employers) {
        jdbc.execute("create table polling (employer text primary key, node text, begun timestamp with time zone)");
        jdbc.execute("create table polled_by_two (employer text, node text)");
        jdbc.batchUpdate(
                "insert into polling (employer) values (?)",
                employers.stream().map(employer -> new Object[] {employer}).toList());
    }

    /** The employers that a node was polling; they are free for others from now on. */
    static List<String> release(JdbcTemplate jdbc, String node) {
        return jdbc.queryForList(
                "update polling set node = null where node = ? returning employer", String.class, node);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof OrderReader client) {
            return CrashingParts.proxy(OrderReader.class, (method, arguments) -> {
                if (method.getName().equals("readChanges")) {
                    begin(((Employer) arguments[0]).orgNumber());
                }
                return CrashingParts.invoke(client, method, arguments);
            });
        }
        if (bean instanceof FeedStore store) {
            return CrashingParts.proxy(FeedStore.class, (method, arguments) -> {
                if (method.getName().equals("save")) {
                    endOfPass(store, (FeedState) arguments[0]);
                }
                return CrashingParts.invoke(store, method, arguments);
            });
        }
        return bean;
    }

    private void begin(String employer) {
        if (employer.equals(polling.get())) {
            return;
        }
        polling.set(employer);
        int free = jdbc.update(
                "update polling set node = ?, begun = clock_timestamp() where employer = ? and node is null",
                node,
                employer);
        if (free == 0) {
            jdbc.update("insert into polled_by_two values (?, ?)", employer, node);
        }
    }

    private void endOfPass(FeedStore store, FeedState next) {
        FeedState before = store.state(next.employer());
        if (next.lastPassAt() != null && !next.lastPassAt().equals(before.lastPassAt())) {
            polling.remove();
            jdbc.update("update polling set node = null where employer = ? and node = ?", next.employer(), node);
        }
    }
}
