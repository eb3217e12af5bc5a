package no.trekkpaalegg.boot.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.test.FeedStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The contract on a real PostgreSQL, whose tables came about in one of several ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostgresFeedStoreContract extends FeedStoreContract {
    private final TestSchema schema;
    private HikariDataSource dataSource;
    private FeedStore store;
    private FeedStore impatientStore;

    PostgresFeedStoreContract(TestSchema schema) {
        this.schema = schema;
    }

    @BeforeAll
    void createDatabase() {
        dataSource = TestPostgres.freshDatabase();
        schema.create(dataSource, "postgresql");
        JdbcTransactionManager transactionManager = new JdbcTransactionManager(dataSource);
        store = new JdbcFeedStore(dataSource, transactionManager);
        impatientStore = new JdbcFeedStore(dataSource, transactionManager, "trekkpaalegg_", Duration.ofSeconds(1));
    }

    @AfterAll
    void closeDatabase() {
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
}
