package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.test.FeedStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionSystemException;

/** In a host with JPA: the contract holds, and its entities belong to the same transaction. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JpaFeedStoreTest extends FeedStoreContract {
    private static final String EMPLOYER = "313367002";
    private static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");

    private final HikariDataSource dataSource = TestH2.freshDatabase();
    private EntityManagerFactory entityManagerFactory;
    private EntityManager entityManager;
    private FeedStore store;
    private FeedStore impatientStore;

    @BeforeAll
    void start() {
        TestSchema.INITIALIZER.create(dataSource, "h2");
        LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(dataSource);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setPackagesToScan(HostEntity.class.getPackageName());
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
        factory.afterPropertiesSet();
        entityManagerFactory = factory.getObject();
        entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagerFactory);
        JpaTransactionManager transactionManager = new JpaTransactionManager(entityManagerFactory);
        store = new JdbcFeedStore(dataSource, transactionManager);
        impatientStore = new JdbcFeedStore(dataSource, transactionManager, "trekkpaalegg_", Duration.ofSeconds(1));
    }

    @AfterAll
    void stop() {
        entityManagerFactory.close();
        dataSource.close();
    }

    @Override
    protected FeedStore store() {
        return store;
    }

    @Override
    protected FeedStore impatientStore() {
        return impatientStore;
    }

    @Test
    void whenDeliveryCommits_thenTheHostsEntityAndTheMarkAreThere() {
        InboxEntry entry = insert("commits");

        deliver(entry, () -> entityManager.persist(new HostEntity("commits")));

        assertThat(entityManager.find(HostEntity.class, "commits")).isNotNull();
        assertThat(stateOf(entry)).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenTheListenerThrows_thenNeitherTheHostsEntityNorTheMarkIsThere() {
        InboxEntry entry = insert("throws");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> deliver(entry, () -> {
                    entityManager.persist(new HostEntity("throws"));
                    entityManager.flush();
                    throw new IllegalArgumentException("listener");
                }));

        assertThat(entityManager.find(HostEntity.class, "throws")).isNull();
        assertThat(stateOf(entry)).isEqualTo(InboxState.PENDING);
    }

    @Test
    void whenTheHostsEntityCannotBeWrittenAtCommit_thenTheMarkIsNotThereEither() {
        InboxEntry entry = insert("refused");

        assertThatThrownBy(() -> deliver(entry, () -> entityManager.persist(new HostEntity("x".repeat(300)))))
                .isInstanceOfAny(TransactionSystemException.class, DataAccessException.class);

        assertThat(stateOf(entry)).isEqualTo(InboxState.PENDING);
    }

    private InboxEntry insert(String trekkid) {
        InboxEntry entry = InboxEntry.pending(new InboxKey(EMPLOYER, trekkid, 1, "aktiv"), 1, "{}", NOW);
        store.inTransaction(EMPLOYER, () -> {
            store.insert(List.of(entry));
            return true;
        });
        return entry;
    }

    private void deliver(InboxEntry entry, Runnable listener) {
        store.inTransaction(EMPLOYER, () -> {
            assertThat(store.replace(entry.delivered(NOW, false), InboxState.PENDING, 0))
                    .isTrue();
            listener.run();
            return true;
        });
    }

    private InboxState stateOf(InboxEntry entry) {
        return store.find(entry.key()).orElseThrow().state();
    }
}
