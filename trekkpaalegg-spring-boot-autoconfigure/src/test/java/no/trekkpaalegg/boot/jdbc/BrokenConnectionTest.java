package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;

/** A node or its connection dies in the middle of a transaction: nothing of it is left, not even the lock. */
class BrokenConnectionTest {
    private static final String EMPLOYER = "313367002";
    private static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");

    private final HikariDataSource dataSource = TestPostgres.freshDatabase();
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final FeedStore store = new JdbcFeedStore(dataSource, new JdbcTransactionManager(dataSource));

    @BeforeEach
    void createTables() {
        TestSchema.INITIALIZER.create(dataSource, "postgresql");
    }

    @AfterEach
    void closeDatabase() {
        dataSource.close();
    }

    @Test
    void whenTheConnectionBreaksBeforeAWrite_thenNothingIsKeptAndTheNextTransactionWorks() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    writeSomething();
                    breakOwnConnection();
                    writeSomethingElse();
                }))
                .isInstanceOf(DataAccessException.class);

        assertNothingIsKeptAndTheNextWorks();
    }

    @Test
    void whenTheConnectionBreaksBeforeTheCommit_thenNothingIsKeptAndTheNextTransactionWorks() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    writeSomething();
                    breakOwnConnection();
                }))
                .isInstanceOfAny(DataAccessException.class, TransactionException.class);

        assertNothingIsKeptAndTheNextWorks();
    }

    @Test
    void whenTheListenerThrowsOnABrokenConnection_thenWhatItThrewReachesTheCaller() {
        IllegalArgumentException failure = new IllegalArgumentException("listener");

        assertThatThrownBy(() -> inTransaction(() -> {
                    writeSomething();
                    breakOwnConnection();
                    throw failure;
                }))
                .isSameAs(failure);

        assertNothingIsKeptAndTheNextWorks();
    }

    @Test
    void whenANodeDiesWithTheLock_thenTheOneThatWaitsGoesOn() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        int[] process = new int[1];
        FutureTask<Object> dying = new FutureTask<>(() -> store.inTransaction(EMPLOYER, () -> {
            writeSomething();
            process[0] = ownProcess();
            locked.countDown();
            awaitLatch(dead);
            return true;
        }));
        FutureTask<Long> waiting = new FutureTask<>(() -> store.inTransaction(EMPLOYER, () -> {
            long seen = store.state(EMPLOYER).cursor();
            store.save(FeedState.initial(EMPLOYER).withCursor(5));
            return seen;
        }));
        new Thread(dying).start();
        awaitLatch(locked);
        new Thread(waiting).start();

        breakConnection(process[0]);

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isZero();
        dead.countDown();
        assertThatThrownBy(() -> dying.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(TransactionException.class);
        assertThat(store.state(EMPLOYER).cursor()).isEqualTo(5);
        assertThat(store.countByState(EMPLOYER)).isEmpty();
    }

    private void assertNothingIsKeptAndTheNextWorks() {
        assertThat(store.state(EMPLOYER)).isEqualTo(FeedState.initial(EMPLOYER));
        assertThat(store.countByState(EMPLOYER)).isEmpty();

        inTransaction(this::writeSomething);

        assertThat(store.state(EMPLOYER).cursor()).isEqualTo(1);
        assertThat(store.countByState(EMPLOYER)).isEqualTo(Map.of(InboxState.PENDING, 1L));
    }

    private void inTransaction(Runnable work) {
        store.inTransaction(EMPLOYER, () -> {
            work.run();
            return true;
        });
    }

    private void writeSomething() {
        store.save(FeedState.initial(EMPLOYER).withCursor(1));
        store.insert(List.of(InboxEntry.pending(new InboxKey(EMPLOYER, "10001", 1, "aktiv"), 1, "{}", NOW)));
    }

    private void writeSomethingElse() {
        store.save(FeedState.initial(EMPLOYER).withCursor(2));
    }

    private void breakOwnConnection() {
        breakConnection(ownProcess());
    }

    private int ownProcess() {
        return jdbc.queryForObject("select pg_backend_pid()", Integer.class);
    }

    private void breakConnection(int process) {
        FutureTask<Boolean> killing = new FutureTask<>(
                () -> jdbc.queryForObject("select pg_terminate_backend(?, 10000)", Boolean.class, process));
        new Thread(killing).start();
        try {
            assertThat(killing.get(30, TimeUnit.SECONDS)).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
