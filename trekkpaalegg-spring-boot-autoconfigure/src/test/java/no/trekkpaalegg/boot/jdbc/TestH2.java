package no.trekkpaalegg.boot.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicInteger;

/** H2 databases in memory. */
public final class TestH2 {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestH2() {}

    /** An empty database behind a pool of its own, which the caller closes. */
    public static HikariDataSource freshDatabase() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:h2:mem:trekkpaalegg-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }
}
