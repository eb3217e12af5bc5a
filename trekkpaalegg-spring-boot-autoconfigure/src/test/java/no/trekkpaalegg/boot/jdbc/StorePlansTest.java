package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.Optional;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many rows PostgreSQL reads for what the store asks, by {@code explain analyze}: about as many as it returns, whatever its
 * statistics say. On an inbox of ten million rows with {@code -Dplans.delivered=9900000}.
 */
class StorePlansTest {
    private static final Logger log = LoggerFactory.getLogger(StorePlansTest.class);
    private static final int DELIVERED = Integer.getInteger("plans.delivered", 100_000);
    private static final int PENDING = 100_000;
    private static final int FEW = 50;
    private static final int EMPLOYERS = 10;
    private static final String EMPLOYER = "employer-1";
    private static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");
    private static final int PAGE = 100;
    private static final String INSERT = "insert into trekkpaalegg_inbox (entry_key, order_key, employer, trekkid,"
            + " trekkversjon, trekkstatus, sekvensnummer, state, received_at, recovered, attempts, settled_at, json_text,"
            + " open_at)";

    private final HikariDataSource dataSource = TestPostgres.freshDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final StoreSql sql = new StoreSql(new TablePrefix("trekkpaalegg_"), new Database(dataSource));

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void whenThereIsMuch_thenAboutAsManyRowsAreReadAsAreReturnedWhateverTheStatistics() {
        TestSchema.BY_HAND.create(dataSource, "postgresql");
        jdbc.execute("alter table trekkpaalegg_inbox set (autovacuum_enabled = false)");
        insertDelivered();

        jdbc.execute("analyze trekkpaalegg_inbox");
        insertPending(1, PENDING);
        assertReadsLittle("statistics of a time when nothing was pending");

        jdbc.update("delete from trekkpaalegg_inbox where sekvensnummer > ?", DELIVERED + FEW);
        jdbc.execute("vacuum analyze trekkpaalegg_inbox");
        insertPending(FEW + 1, PENDING);
        assertReadsLittle("statistics of a time when few were pending");

        jdbc.execute("delete from pg_statistic where starelid = 'trekkpaalegg_inbox'::regclass");
        assertReadsLittle("no statistics");

        jdbc.execute("analyze trekkpaalegg_inbox");
        assertReadsLittle("fresh statistics");
    }

    private void assertReadsLittle(String statistics) {
        log.info("With {}:", statistics);
        InboxEntry middle =
                InboxEntry.pending(new InboxKey(EMPLOYER, "any", 1, "aktiv"), DELIVERED + PENDING / 2, "{}", NOW);
        assertReads(PAGE, "the first page due", due(InboxState.PENDING, Optional.empty()));
        assertReads(PAGE, "a page due in the middle", due(InboxState.PENDING, Optional.of(middle)));
        assertReads(0, "failed ones due", due(InboxState.FAILED, Optional.empty()));
        assertReads(1, "when the next is due", explain(sql.selectNextDue(), EMPLOYER, EMPLOYER));
        assertReads(1, "the earliest element that is kept", explain(sql.selectEarliestJson(), EMPLOYER));
        assertReads(0, "expired elements", explain(sql.removeJson(), EMPLOYER, StoredTime.toColumn(NOW)));
        assertReads(1, "versions of an order", explain(sql.selectVersions(1), "order-77"));
        // What waits is most of a small table: then it is right to read the whole of it.
        int waiting = DELIVERED > 10 * PENDING ? PENDING : DELIVERED + PENDING;
        assertReads(waiting, "what waits, counted", explain(sql.selectBacklogs()));
    }

    private static void assertReads(int rows, String what, Plan plan) {
        log.info("{}: {} rows in {} blocks", what, plan.rows, plan.blocks);
        assertThat(plan.rows).as("rows read for %s by %s", what, plan.text).isLessThanOrEqualTo(rows);
        assertThat(plan.blocks).as("blocks read for %s by %s", what, plan.text).isLessThanOrEqualTo(20 + 2L * rows);
    }

    private Plan due(InboxState state, Optional<InboxEntry> after) {
        DueQuery query = new DueQuery(sql, EMPLOYER, NOW, after, PAGE);
        return explain(query.text(state), query.arguments(state));
    }

    /** Of every third one the element is kept. */
    private void insertDelivered() {
        jdbc.update(
                INSERT
                        + " select encode(sha256(n::text::bytea), 'hex'), 'order-' || n, 'employer-' || n % ?, n::text, 1,"
                        + " 'aktiv', n, 'DELIVERED', ?, false, 0, ?, case when n % 3 = 0 then '{}' end,"
                        + " case when n % 3 = 0 then ?::timestamp end from generate_series(1, ?) n",
                EMPLOYERS,
                StoredTime.toColumn(NOW),
                StoredTime.toColumn(NOW),
                StoredTime.toColumn(NOW),
                DELIVERED);
    }

    private void insertPending(int first, int last) {
        jdbc.update(
                INSERT + " select encode(sha256(n::text::bytea), 'hex'), 'order-' || n, ?, n::text, 1, 'aktiv', n,"
                        + " 'PENDING', ?, false, 0, null, repeat('x', 200), ? from generate_series(?, ?) n",
                EMPLOYER,
                StoredTime.toColumn(NOW),
                StoredTime.toColumn(NOW),
                DELIVERED + first,
                DELIVERED + last);
    }

    private record Plan(long rows, long blocks, String text) {}

    private Plan explain(String statement, Object... arguments) {
        String text =
                jdbc.queryForObject("explain (analyze, buffers, format json) " + statement, String.class, arguments);
        try {
            JsonNode plan = new ObjectMapper().readTree(text).get(0).get("Plan");
            long blocks = plan.get("Shared Hit Blocks").asLong()
                    + plan.get("Shared Read Blocks").asLong();
            return new Plan(rowsRead(plan), blocks, text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What the scans of the plan have read, before filters. */
    private static long rowsRead(JsonNode node) {
        long rows = 0;
        for (JsonNode child : node.path("Plans")) {
            rows += rowsRead(child);
        }
        if (node.get("Node Type").asText().contains("Scan")
                && node.path("Plans").isEmpty()) {
            long each = node.get("Actual Rows").asLong()
                    + node.path("Rows Removed by Filter").asLong();
            rows += each * node.get("Actual Loops").asLong();
        }
        return rows;
    }
}
