package no.trekkpaalegg.boot.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.test.FeedStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.support.JdbcTransactionManager;

class H2FeedStoreTest extends FeedStoreContract {
    private final HikariDataSource dataSource = TestH2.freshDatabase();
    private final FeedStore store = new JdbcFeedStore(dataSource, new JdbcTransactionManager(dataSource));

    H2FeedStoreTest() {
        TestSchema.INITIALIZER.create(dataSource, "h2");
    }

    @AfterEach
    void closeDatabase() {
        dataSource.close();
    }

    @Override
    protected FeedStore store() {
        return store;
    }
}
