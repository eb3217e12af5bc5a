package no.trekkpaalegg.boot.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.SchemaInitialization;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Creates missing tables with the script for the database. It does not change tables. Spring Boot runs it after Flyway and
 * Liquibase, as all initializers of its kind.
 */
final class TrekkpaaleggSchemaInitializer extends DataSourceScriptDatabaseInitializer {
    private static final String SCRIPT = "classpath:no/trekkpaalegg/boot/jdbc/schema-@@platform@@.sql";
    private static final String ORACLE_SCRIPT = "schema-oracle.sql";

    private final TablePrefix prefix;

    /**
     * An initializer for the tables with the default names.
     *
     * @param dataSource gets the tables
     * @param mode whether to create them: always, only in an embedded database, or never. If they are not created, the database
     *     needs no script
     */
    TrekkpaaleggSchemaInitializer(DataSource dataSource, SchemaInitialization mode) {
        this(dataSource, mode, JdbcFeedStore.DEFAULT_TABLE_PREFIX);
    }

    /**
     * An initializer for tables with other names.
     *
     * @param dataSource gets the tables
     * @param mode whether to create them: always, only in an embedded database, or never. If they are not created, the database
     *     needs no script
     * @param tablePrefix first part of the table names; a schema in it must exist
     * @throws IllegalArgumentException if the prefix has other characters than {@link JdbcFeedStore} allows
     */
    TrekkpaaleggSchemaInitializer(DataSource dataSource, SchemaInitialization mode, String tablePrefix) {
        super(dataSource, settings(dataSource, mode));
        this.prefix = new TablePrefix(tablePrefix);
    }

    @Override
    protected void runScripts(Scripts scripts) {
        List<Resource> renamed = new ArrayList<>();
        scripts.forEach(script -> renamed.add(renamed(script)));
        super.runScripts(new Scripts(renamed)
                .continueOnError(scripts.isContinueOnError())
                .encoding(StandardCharsets.UTF_8));
    }

    private Resource renamed(Resource script) {
        try {
            String content = prefix.rename(script.getContentAsString(StandardCharsets.UTF_8));
            return new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8), script.getDescription());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseInitializationSettings settings(DataSource dataSource, SchemaInitialization mode) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setMode(DatabaseInitializationMode.valueOf(mode.name()));
        if (mode == SchemaInitialization.ALWAYS || (mode == SchemaInitialization.EMBEDDED && isEmbedded(dataSource))) {
            List<String> scripts = new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource, SCRIPT);
            settings.setSchemaLocations(scripts);
            // Oracle releases in use cannot create a table only if it is missing.
            settings.setContinueOnError(scripts.stream().anyMatch(script -> script.endsWith(ORACLE_SCRIPT)));
        }
        return settings;
    }

    /** A database that is away is not embedded. Pools report it with exceptions of their own. */
    private static boolean isEmbedded(DataSource dataSource) {
        try {
            return EmbeddedDatabaseConnection.isEmbedded(dataSource);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
