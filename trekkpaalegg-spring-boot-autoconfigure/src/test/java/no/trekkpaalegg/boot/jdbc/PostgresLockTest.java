package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the lock of an employer does to its transaction and to its row. */
class PostgresLockTest {
    private static final String EMPLOYER = "313367002";

    private final HikariDataSource dataSource = TestPostgres.freshDatabase();

    @BeforeEach
    void createTables() {
        TestSchema.BY_HAND.create(dataSource, "postgresql");
    }

    @AfterEach
    void closeDatabase() {
        dataSource.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7s"})
    void whenTheLockIsHeld_thenTheWorkHasTheLimitOfTheHostAndNotThatOfTheLock(String ofTheHost) {
        try (HikariDataSource host = poolWith("set lock_timeout = '" + ofTheHost + "'")) {
            FeedStore store = store(host);
            JdbcTemplate jdbc = new JdbcTemplate(host);
            store.inTransaction(EMPLOYER, () -> true);

            String inside = store.inTransaction(
                    EMPLOYER, () -> jdbc.queryForObject("select current_setting('lock_timeout')", String.class));

            assertThat(inside).isEqualTo(ofTheHost);
            assertThat(jdbc.queryForObject("select current_setting('lock_timeout')", String.class))
                    .isEqualTo(ofTheHost);
        }
    }

    @Test
    void whenARowIsOnlyLocked_thenItGetsNoNewVersionHoweverOftenThatIs() {
        FeedStore store = store(dataSource);
        store.inTransaction(EMPLOYER, () -> true);
        String before = version();

        for (int i = 0; i < 20; i++) {
            store.inTransaction(EMPLOYER, () -> store.state(EMPLOYER));
        }
        assertThat(version()).isEqualTo(before);

        store.inTransaction(EMPLOYER, () -> {
            store.save(FeedState.initial(EMPLOYER).withCursor(1));
            return true;
        });
        assertThat(version()).isNotEqualTo(before);
    }

    /** Where the row lies: elsewhere after each update, until it is vacuumed. */
    private String version() {
        return new JdbcTemplate(dataSource)
                .queryForObject("select ctid::text from trekkpaalegg_feed where employer = ?", String.class, EMPLOYER);
    }

    private static FeedStore store(HikariDataSource dataSource) {
        return new JdbcFeedStore(
                dataSource, new JdbcTransactionManager(dataSource), "trekkpaalegg_", Duration.ofSeconds(1));
    }

    private HikariDataSource poolWith(String connectionInitSql) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(dataSource.getJdbcUrl());
        config.setMaximumPoolSize(1);
        config.setConnectionInitSql(connectionInitSql);
        return new HikariDataSource(config);
    }
}
