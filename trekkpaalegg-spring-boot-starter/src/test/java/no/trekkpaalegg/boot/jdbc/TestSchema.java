package no.trekkpaalegg.boot.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ways by which a host gets the tables. */
enum TestSchema {
    INITIALIZER {
        @Override
        void create(DataSource dataSource, String platform) {
            new TrekkpaaleggSchemaInitializer(dataSource, DatabaseInitializationMode.ALWAYS).initializeDatabase();
        }
    },
    FLYWAY {
        @Override
        void create(DataSource dataSource, String platform) {
            try {
                Path migrations = Files.createTempDirectory(Path.of("target"), "migrations");
                Files.writeString(migrations.resolve("V1__trekkpaalegg.sql"), script(platform));
                Flyway.configure()
                        .dataSource(dataSource)
                        .locations("filesystem:" + migrations)
                        .load()
                        .migrate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    BY_HAND {
        @Override
        void create(DataSource dataSource, String platform) {
            new JdbcTemplate(dataSource).execute(script(platform));
        }
    };

    abstract void create(DataSource dataSource, String platform);

    static String script(String platform) {
        try (InputStream script = JdbcFeedStore.class.getResourceAsStream("schema-" + platform + ".sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
