package no.trekkpaalegg.boot.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.test.FeedStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.support.JdbcTransactionManager;

class H2FeedStoreTest extends FeedStoreContract {
    private final HikariDataSource dataSource = TestH2.freshDatabase();
    private final JdbcTransactionManager transactionManager = new JdbcTransactionManager(dataSource);
    private final FeedStore store = new JdbcFeedStore(dataSource, transactionManager);
    private final FeedStore impatientStore =
            new JdbcFeedStore(dataSource, transactionManager, "trekkpaalegg_", Duration.ofSeconds(1));

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

    @Override
    protected FeedStore impatientStore() {
        return impatientStore;
    }
}
