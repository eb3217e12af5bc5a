package no.trekkpaalegg.boot.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A feed store in the host's database, in the tables {@code <prefix>feed} and {@code <prefix>inbox}. What the host's listeners
 * write through the same data source and transaction manager commits or rolls back together with the delivery.
 *
 * <p>A transaction is always new and has the database's default isolation level. It first locks the employer's row in the feed
 * table and holds the lock until it ends. If another transaction holds the row for longer than the lock timeout, it gives up. Reads
 * need no transaction. Failures of the database are {@link org.springframework.dao.DataAccessException} or
 * {@link org.springframework.transaction.TransactionException}.
 *
 * <p>Safe for use by many threads and, with one database, by many nodes.
 */
final class JdbcFeedStore implements FeedStore {
    /** The prefix of the tables that the shipped scripts create. */
    public static final String DEFAULT_TABLE_PREFIX = "trekkpaalegg_";

    /** How long a transaction waits for the lock of its employer. */
    public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(30);

    /** Oracle accepts at most a thousand values in a list. */
    private static final int VALUES_PER_QUERY = 500;

    private static final int ROWS_PER_BATCH = 200;

    private final JdbcOperations jdbc;
    private final StoreSql sql;
    private final EmployerTransactions transactions;

    /**
     * A store with the default tables.
     *
     * @param dataSource has the tables
     * @param transactionManager a transaction manager of that data source: its own, or that of JPA on it
     */
    JdbcFeedStore(DataSource dataSource, PlatformTransactionManager transactionManager) {
        this(dataSource, transactionManager, DEFAULT_TABLE_PREFIX, DEFAULT_LOCK_TIMEOUT);
    }

    /**
     * A store with tables of other names, or another lock timeout.
     *
     * @param dataSource has the tables
     * @param transactionManager a transaction manager of that data source: its own, or that of JPA on it
     * @param tablePrefix first part of the names of both tables; it can include a schema ({@code payroll.trekk_}) or be empty
     * @param lockTimeout how long a transaction waits for the lock of its employer, a second or longer
     * @throws IllegalArgumentException if the prefix has other characters than letters, digits, {@code _}, {@code $}, {@code #}
     *     and {@code .}, or the timeout is too short
     */
    JdbcFeedStore(
            DataSource dataSource,
            PlatformTransactionManager transactionManager,
            String tablePrefix,
            Duration lockTimeout) {
        DataSource managed = withoutProxy(dataSource);
        Database database = new Database(managed);
        this.jdbc = database.jdbc();
        this.sql = new StoreSql(new TablePrefix(tablePrefix), database);
        this.transactions =
                new EmployerTransactions(managed, transactionManager, new EmployerLock(database, sql, lockTimeout));
    }

    /**
     * Begins a transaction as the feed does and reads the columns of both tables, to find faults at start.
     *
     * @throws IllegalStateException if the transaction manager does not manage the data source
     * @throws org.springframework.dao.DataAccessException if a table cannot be read
     * @throws org.springframework.transaction.TransactionException if the database cannot be reached
     */
    public void verify() {
        transactions.verify(() -> sql.selectNothing().forEach(query -> jdbc.query(query, row -> {})));
    }

    @Override
    public <T> T inTransaction(String employer, Supplier<T> work) {
        return transactions.run(employer, work);
    }

    @Override
    public FeedState state(String employer) {
        return transactions.stateOf(employer).orElseGet(() -> readState(employer));
    }

    private FeedState readState(String employer) {
        return jdbc.query(sql.selectState(), FeedStateRow::read, employer).stream()
                .findFirst()
                .orElseGet(() -> FeedState.initial(employer));
    }

    @Override
    public void save(FeedState state) {
        transactions.requireInside(state.employer());
        jdbc.update(sql.updateState(), row -> FeedStateRow.bind(row, state));
        transactions.stateIsChanged();
    }

    @Override
    public List<InboxEntry> findVersions(String employer, Collection<String> trekkids) {
        List<String> orderKeys = new HashSet<>(trekkids)
                .stream().map(trekkid -> KeyDigest.ofOrder(employer, trekkid)).toList();
        List<InboxEntry> versions = new ArrayList<>();
        for (int from = 0; from < orderKeys.size(); from += VALUES_PER_QUERY) {
            List<String> chunk = orderKeys.subList(from, Math.min(from + VALUES_PER_QUERY, orderKeys.size()));
            versions.addAll(jdbc.query(sql.selectVersions(chunk.size()), InboxRow::readWithoutJson, chunk.toArray()));
        }
        return versions;
    }

    @Override
    public void insert(List<InboxEntry> entries) {
        transactions.requireInside();
        entries.forEach(entry -> transactions.requireInside(entry.key().employer()));
        jdbc.batchUpdate(sql.insertEntry(), entries, ROWS_PER_BATCH, InboxRow::bindNew);
    }

    @Override
    public boolean replace(InboxEntry next, InboxState expectedState, int expectedAttempts) {
        transactions.requireInside(next.key().employer());
        return jdbc.update(sql.replaceEntry(), row -> InboxRow.bindNext(row, next, expectedState, expectedAttempts))
                == 1;
    }

    @Override
    public List<InboxEntry> findDue(String employer, Instant now, Optional<InboxEntry> after, int limit) {
        DueQuery query = new DueQuery(sql, employer, now, after, limit);
        return Stream.of(InboxState.PENDING, InboxState.FAILED)
                .flatMap(state -> jdbc.query(query.text(state), InboxRow::read, query.arguments(state)).stream())
                .sorted(DueQuery.FEED_ORDER)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Instant> nextDueAt(String employer) {
        return oneTime(sql.selectNextDue(), employer, employer);
    }

    @Override
    public List<InboxEntry> findByState(String employer, InboxState state, Optional<InboxEntry> after, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(employer, state.name()));
        after.ifPresent(entry -> arguments.addAll(DueQuery.placeOf(entry)));
        return jdbc.query(sql.selectByState(after.isPresent(), limit), InboxRow::readWithoutJson, arguments.toArray());
    }

    @Override
    public Optional<InboxEntry> find(InboxKey key) {
        return jdbc.query(sql.selectEntry(), InboxRow::read, KeyDigest.ofEntry(key)).stream()
                .findFirst();
    }

    @Override
    public Map<InboxState, Long> countByState(String employer) {
        Map<InboxState, Long> counts = new EnumMap<>(InboxState.class);
        jdbc.query(
                sql.countByState(),
                row -> {
                    counts.put(InboxState.valueOf(row.getString(1)), row.getLong(2));
                },
                employer);
        return counts;
    }

    @Override
    public Collection<FeedState> states() {
        return jdbc.query(sql.selectStates(), FeedStateRow::read);
    }

    @Override
    public Collection<Backlog> backlogs() {
        BacklogRows backlogs = new BacklogRows();
        jdbc.query(sql.selectBacklogs(), backlogs);
        return backlogs.all();
    }

    @Override
    public boolean hasJsonDeliveredBefore(String employer, Instant time) {
        return oneTime(sql.selectEarliestJson(), employer)
                .filter(time.truncatedTo(ChronoUnit.MICROS)::isAfter)
                .isPresent();
    }

    @Override
    public int removeJsonDeliveredBefore(String employer, Instant time) {
        transactions.requireInside(employer);
        return jdbc.update(sql.removeJson(), employer, StoredTime.toColumn(time));
    }

    @Override
    public int forgetDeliveredAfter(String employer, long sekvensnummer) {
        transactions.requireInside(employer);
        return jdbc.update(sql.forgetDelivered(), employer, sekvensnummer);
    }

    private Optional<Instant> oneTime(String query, Object... arguments) {
        return jdbc.query(query, (row, number) -> Optional.ofNullable(StoredTime.read(row, 1)), arguments).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Transaction managers know only the data source behind such a proxy. */
    private static DataSource withoutProxy(DataSource dataSource) {
        return dataSource instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null
                ? proxy.getTargetDataSource()
                : dataSource;
    }
}
