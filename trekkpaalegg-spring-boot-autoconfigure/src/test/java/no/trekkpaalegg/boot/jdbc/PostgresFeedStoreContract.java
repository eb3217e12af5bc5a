package no.trekkpaalegg.boot.jdbc;

import com.zaxxer.hikari.HikariDataSource;
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

    PostgresFeedStoreContract(TestSchema schema) {
        this.schema = schema;
    }

    @BeforeAll
    void createDatabase() {
        dataSource = TestPostgres.freshDatabase();
        schema.create(dataSource, "postgresql");
        store = new JdbcFeedStore(dataSource, new JdbcTransactionManager(dataSource));
    }

    @AfterAll
    void closeDatabase() {
        dataSource.close();
    }

    @Override
    protected FeedStore store() {
        return store;
    }
}
