package no.trekkpaalegg.boot.jdbc;

import java.util.List;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.SchemaInitialization;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;

/**
 * Creates missing tables with the script for the database, and brings the tables of an earlier release up to date: see
 * {@link SchemaUpdate}. Spring Boot runs it after Flyway and Liquibase, as all initializers of its kind.
 */
final class TrekkpaaleggSchemaInitializer extends DataSourceScriptDatabaseInitializer {
    private static final String SCRIPT = "classpath:no/trekkpaalegg/boot/jdbc/schema-@@platform@@.sql";
    private static final String ORACLE_SCRIPT = "schema-oracle.sql";

    private final DataSource dataSource;
    private final TablePrefix prefix;
    private final int version;

    /**
     * An initializer for the tables with the default names.
     *
     * @param dataSource gets the tables
     * @param mode whether to create them: always, only in an embedded database, or never. If they are not created, the database
     *     needs no script
     */
    TrekkpaaleggSchemaInitializer(DataSource dataSource, SchemaInitialization mode) {
        this(dataSource, mode, JdbcFeedStore.DEFAULT_TABLE_PREFIX, SchemaVersion.REQUIRED);
    }

    /**
     * An initializer for tables with other names, or of another version.
     *
     * @param dataSource gets the tables
     * @param mode whether to create them: always, only in an embedded database, or never. If they are not created, the database
     *     needs no script
     * @param tablePrefix first part of the table names; a schema in it must exist
     * @param version the version that the tables are to have
     * @throws IllegalArgumentException if the prefix has other characters than {@link JdbcFeedStore} allows
     */
    TrekkpaaleggSchemaInitializer(DataSource dataSource, SchemaInitialization mode, String tablePrefix, int version) {
        super(dataSource, settings(dataSource, mode));
        this.dataSource = dataSource;
        this.prefix = new TablePrefix(tablePrefix);
        this.version = version;
    }

    @Override
    protected void runScripts(Scripts scripts) {
        SchemaUpdate update = new SchemaUpdate(dataSource, prefix, version);
        scripts.forEach(script -> update.run(script, scripts.isContinueOnError()));
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
