package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tables of each release, migrated to the present, are as those that are created today. When a release is made, its scripts
 * {@code schema-<database>.sql} are copied to {@code src/test/resources/released/<version>}.
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    @TestFactory
    Stream<DynamicTest> whenTablesOfAReleaseAreMigrated_thenTheyAreAsNewOnes() throws IOException {
        if (!Files.exists(RELEASED)) {
            return Stream.empty();
        }
        List<Path> scripts;
        try (Stream<Path> files = Files.walk(RELEASED)) {
            scripts = files.filter(file -> List.of("schema-h2.sql", "schema-postgresql.sql")
                            .contains(file.getFileName().toString()))
                    .toList();
        }
        return scripts.stream().map(script -> DynamicTest.dynamicTest(script.toString(), () -> assertMigrates(script)));
    }

    @Test
    void whenALayoutDiffers_thenTheComparisonShowsIt() {
        try (HikariDataSource one = created("h2");
                HikariDataSource other = created("h2")) {
            assertThat(layout(one)).isEqualTo(layout(other)).hasSizeGreaterThan(50);

            new JdbcTemplate(other).execute("drop index trekkpaalegg_inbox_open");
            new JdbcTemplate(other).execute("alter table trekkpaalegg_feed add column colour varchar(10)");

            assertThat(layout(other))
                    .contains("column trekkpaalegg_feed.colour character varying 10 nullable")
                    .noneMatch(line -> line.contains("trekkpaalegg_inbox_open"));
        }
    }

    private static void assertMigrates(Path script) throws IOException {
        String platform = script.getFileName().toString().contains("h2") ? "h2" : "postgresql";
        try (HikariDataSource migrated = freshDatabase(platform);
                HikariDataSource created = created(platform)) {
            new JdbcTemplate(migrated).execute(Files.readString(script));

            TestSchema.INITIALIZER.create(migrated, platform);

            assertThat(layout(migrated)).isEqualTo(layout(created));
        }
    }

    private static HikariDataSource created(String platform) {
        HikariDataSource database = freshDatabase(platform);
        TestSchema.BY_HAND.create(database, platform);
        return database;
    }

    private static HikariDataSource freshDatabase(String platform) {
        return "h2".equals(platform) ? TestH2.freshDatabase() : TestPostgres.freshDatabase();
    }

    /** Columns and indexes, a line each, without the order of the columns in their table. */
    private static Set<String> layout(DataSource database) {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            Set<String> layout = new TreeSet<>();
            for (String table : List.of("feed", "inbox", "tasks", "schema")) {
                String name = "trekkpaalegg_" + table;
                String stored = metaData.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
                addColumns(metaData, stored, layout);
                addIndexes(metaData, stored, layout);
            }
            return layout;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void addColumns(DatabaseMetaData metaData, String table, Set<String> layout) throws SQLException {
        try (ResultSet column = metaData.getColumns(null, null, table, null)) {
            while (column.next()) {
                boolean nullable = column.getInt("NULLABLE") == DatabaseMetaData.columnNullable;
                layout.add(("column " + table + "." + column.getString("COLUMN_NAME") + " "
                                + column.getString("TYPE_NAME") + " " + column.getInt("COLUMN_SIZE")
                                + (nullable ? " nullable" : ""))
                        .toLowerCase(Locale.ROOT));
            }
        }
    }

    private static void addIndexes(DatabaseMetaData metaData, String table, Set<String> layout) throws SQLException {
        try (ResultSet index = metaData.getIndexInfo(null, null, table, false, true)) {
            while (index.next()) {
                boolean named = String.valueOf(index.getString("INDEX_NAME"))
                        .toLowerCase(Locale.ROOT)
                        .startsWith("trekkpaalegg_");
                layout.add(("index " + (named ? index.getString("INDEX_NAME") : "of " + table) + " "
                                + index.getInt("ORDINAL_POSITION") + " " + index.getString("COLUMN_NAME") + " "
                                + index.getString("FILTER_CONDITION"))
                        .toLowerCase(Locale.ROOT));
            }
        }
    }
}
