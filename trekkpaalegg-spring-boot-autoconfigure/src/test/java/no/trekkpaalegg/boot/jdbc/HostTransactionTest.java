package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How the store's transactions get along with the host's own. */
class HostTransactionTest {
    private static final String EMPLOYER = "313367002";
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final HikariDataSource dataSource = TestH2.freshDatabase();
    private final PlatformTransactionManager transactionManager = new JdbcTransactionManager(dataSource);
    private final JdbcTemplate host = new JdbcTemplate(dataSource);
    private final FeedStore store = new JdbcFeedStore(dataSource, transactionManager);

    @BeforeEach
    void createTables() {
        TestSchema.INITIALIZER.create(dataSource, "h2");
        host.execute("create table host (name varchar(100))");
    }

    @AfterEach
    void closeDatabase() {
        dataSource.close();
    }

    @Test
    void whenTheWorkReturns_thenTheHostsRowsAreCommittedWithIt() {
        inTransaction(() -> {
            saveCursor();
            host.update("insert into host values ('a')");
        });

        assertThat(hostRows()).isEqualTo(1);
        assertThat(cursor()).isEqualTo(1);
    }

    @Test
    void whenTheWorkThrows_thenTheHostsRowsAreRolledBackWithIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inTransaction(() -> {
                    saveCursor();
                    host.update("insert into host values ('a')");
                    throw new IllegalArgumentException("listener");
                }));

        assertThat(hostRows()).isZero();
        assertThat(cursor()).isZero();
    }

    @Test
    void whenTheHostJoinsAndOnlyMarksForRollback_thenNothingIsKeptAndTheCallerIsTold() {
        assertThatExceptionOfType(UnexpectedRollbackException.class)
                .isThrownBy(() -> inTransaction(() -> {
                    saveCursor();
                    new TransactionTemplate(transactionManager)
                            .executeWithoutResult(status -> status.setRollbackOnly());
                }));

        assertThat(cursor()).isZero();
    }

    @Test
    void whenTheHostIsInsideATransactionAlready_thenTheStoresOwnIsIndependentOfIt() {
        new TransactionTemplate(transactionManager).executeWithoutResult(status -> {
            host.update("insert into host values ('a')");
            inTransaction(this::saveCursor);
            status.setRollbackOnly();
        });

        assertThat(hostRows()).isZero();
        assertThat(cursor()).isEqualTo(1);
    }

    @Test
    void whenTheHostIsInsideATransactionOfItsOwnOnly_thenWritesAreRefused() {
        new TransactionTemplate(transactionManager)
                .executeWithoutResult(
                        status -> assertThatIllegalStateException().isThrownBy(this::saveCursor));
    }

    @Test
    void whenTheWorkBeginsANewTransaction_thenWritesAreRefusedInsideItAndTakenAfterIt() {
        inTransaction(() -> {
            newTransaction()
                    .executeWithoutResult(
                            status -> assertThatIllegalStateException().isThrownBy(this::saveCursor));
            saveCursor();
        });

        assertThat(cursor()).isEqualTo(1);
    }

    @Test
    void whenTheWorkBeginsANewTransaction_thenAnInnerTransactionOfTheStoreIsRefusedInsideItToo() {
        inTransaction(() -> newTransaction()
                .executeWithoutResult(
                        status -> assertThatIllegalStateException().isThrownBy(() -> inTransaction(this::saveCursor))));

        assertThat(cursor()).isZero();
    }

    @Test
    void whenTheWorkHasReturned_thenWritesOfCallbacksAtCommitAreRefused() {
        List<String> refused = new ArrayList<>();
        inTransaction(() -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                refuse("before");
            }

            @Override
            public void afterCommit() {
                refuse("after");
            }

            private void refuse(String when) {
                assertThatIllegalStateException().isThrownBy(() -> saveCursor());
                refused.add(when);
            }
        }));

        assertThat(refused).containsExactly("before", "after");
        assertThat(cursor()).isZero();
    }

    @Test
    void whenTheTransactionManagerIsOfAnotherDataSource_thenNothingIsDone() {
        try (HikariDataSource other = TestH2.freshDatabase()) {
            FeedStore misconfigured = new JdbcFeedStore(dataSource, new JdbcTransactionManager(other));

            assertThatIllegalStateException()
                    .isThrownBy(() -> misconfigured.inTransaction(EMPLOYER, () -> true))
                    .withMessageContaining("data source");
        }
        assertThat(host.queryForObject("select count(*) from trekkpaalegg_feed", Long.class))
                .isZero();
    }

    @Test
    void whenTheDataSourceIsBehindATransactionAwareProxy_thenTheStoreWorksOnTheOneBehind() {
        FeedStore proxied = new JdbcFeedStore(new TransactionAwareDataSourceProxy(dataSource), transactionManager);

        proxied.inTransaction(EMPLOYER, () -> {
            proxied.save(FeedState.initial(EMPLOYER).withCursor(1));
            return true;
        });

        assertThat(cursor()).isEqualTo(1);
    }

    @Test
    void whenTablesHaveAnotherPrefix_thenTheStoreWorksOnThem() {
        host.execute("create schema payroll");
        host.execute(TestSchema.script("h2").replace("trekkpaalegg_", "payroll.trekk_"));
        FeedStore prefixed = new JdbcFeedStore(dataSource, transactionManager, "payroll.trekk_", LIMIT);

        prefixed.inTransaction(EMPLOYER, () -> {
            prefixed.save(FeedState.initial(EMPLOYER).withCursor(7));
            return true;
        });

        assertThat(prefixed.state(EMPLOYER).cursor()).isEqualTo(7);
        assertThat(cursor()).isZero();
    }

    @Test
    void whenTheLockTimeoutIsShorterThanASecond_thenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new JdbcFeedStore(dataSource, transactionManager, "trekkpaalegg_", LIMIT.minusMillis(1)));
    }

    @Test
    void whenAPrefixHoldsMoreThanAName_thenItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JdbcFeedStore(dataSource, transactionManager, "x; drop table host; --", LIMIT));
    }

    @Test
    void whenTablesAreMissing_thenTheFailureReachesTheCallerAndTheThreadIsFreeAgain() {
        host.execute("drop table trekkpaalegg_feed");
        assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> inTransaction(this::saveCursor));
        TestSchema.INITIALIZER.create(dataSource, "h2");

        inTransaction(this::saveCursor);

        assertThat(cursor()).isEqualTo(1);
    }

    private TransactionTemplate newTransaction() {
        TransactionTemplate template = new TransactionTemplate(transactionManager);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    private void inTransaction(Runnable work) {
        store.inTransaction(EMPLOYER, () -> {
            work.run();
            return true;
        });
    }

    private void saveCursor() {
        store.save(FeedState.initial(EMPLOYER).withCursor(1));
    }

    private long cursor() {
        return store.state(EMPLOYER).cursor();
    }

    private long hostRows() {
        return host.queryForObject("select count(*) from host", Long.class);
    }
}
