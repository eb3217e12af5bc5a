package no.trekkpaalegg.boot.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.SchemaInitialization;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ways by which a host gets the tables. */
public enum TestSchema {
    INITIALIZER {
        @Override
        public void create(DataSource dataSource, String platform) {
            new TrekkpaaleggSchemaInitializer(dataSource, SchemaInitialization.ALWAYS).initializeDatabase();
        }
    },
    FLYWAY {
        @Override
        public void create(DataSource dataSource, String platform) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("filesystem:" + migrations(platform))
                    .load()
                    .migrate();
        }
    },
    BY_HAND {
        @Override
        public void create(DataSource dataSource, String platform) {
            new JdbcTemplate(dataSource).execute(script(platform));
        }
    };

    public abstract void create(DataSource dataSource, String platform);

    /** A fresh folder with the shipped script as a migration. */
    public static Path migrations(String platform) {
        try {
            Path migrations = Files.createTempDirectory(Path.of("target"), "migrations");
            Files.writeString(migrations.resolve("V1__trekkpaalegg.sql"), script(platform));
            return migrations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String script(String platform) {
        try (InputStream script = JdbcFeedStore.class.getResourceAsStream("schema-" + platform + ".sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
