package no.trekkpaalegg.boot.jdbc;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;

/**
 * Creates the tables by the script shipped for the database, where they do not exist. It never changes a table. Spring Boot runs it
 * after Flyway and Liquibase, as all initializers of its kind.
 */
public final class TrekkpaaleggSchemaInitializer extends DataSourceScriptDatabaseInitializer {
    private static final String SCRIPT = "classpath:no/trekkpaalegg/boot/jdbc/schema-@@platform@@.sql";
    private static final String ORACLE_SCRIPT = "schema-oracle.sql";

    /**
     * An initializer for the tables with the default names.
     *
     * @param dataSource where the tables are to be
     * @param mode whether to create them: always, in an embedded database only, or never; a database where they are not to be
     *     created needs no script
     */
    public TrekkpaaleggSchemaInitializer(DataSource dataSource, DatabaseInitializationMode mode) {
        super(dataSource, settings(dataSource, mode));
    }

    private static DatabaseInitializationSettings settings(DataSource dataSource, DatabaseInitializationMode mode) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setMode(mode);
        if (mode == DatabaseInitializationMode.ALWAYS
                || (mode == DatabaseInitializationMode.EMBEDDED && EmbeddedDatabaseConnection.isEmbedded(dataSource))) {
            List<String> scripts = new PlatformPlaceholderDatabaseDriverResolver().resolveAll(dataSource, SCRIPT);
            settings.setSchemaLocations(scripts);
            // The one database whose releases in use cannot be asked to create a table only if it is missing.
            settings.setContinueOnError(scripts.stream().anyMatch(script -> script.endsWith(ORACLE_SCRIPT)));
        }
        return settings;
    }
}
