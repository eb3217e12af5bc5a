package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDatabaseTest {

    @ParameterizedTest
    @CsvSource({
        "PostgreSQL, PostgreSQL",
        "Microsoft SQL Server, MSSQL",
        "Oracle, Oracle",
        "MariaDB, MariaDB",
        "MySQL, MySQL => v8",
        "H2, Default",
        "DB2/LINUXX8664, Default"
    })
    void whenADatabaseHasItsWays_thenTheyAreKnown(String product, String name) {
        assertThat(TaskDatabase.of(product).getName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"PostgreSQL", "Microsoft SQL Server", "Oracle", "MariaDB", "MySQL", "H2"})
    void whenTasksAreLookedFor_thenNoRowIsLocked(String product) {
        JdbcCustomization database = TaskDatabase.of(product);

        assertThat(database.createSelectDueQuery("tasks", 10, "", false).toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("skip locked", "for update");
    }

    @Test
    void whenTheDatabaseAnswers_thenItIsAsked() throws SQLException {
        try (HikariDataSource h2 = TestH2.freshDatabase();
                HikariDataSource postgres = TestPostgres.freshDatabase()) {
            assertThat(TaskDatabase.of(h2).getName()).isEqualTo("Default");
            assertThat(TaskDatabase.of(postgres).getName()).isEqualTo("PostgreSQL");
        }
    }

    @Test
    void whenTheDatabaseIsAway_thenItIsNotTakenForAnother() {
        HikariDataSource closed = TestH2.freshDatabase();
        closed.close();

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> TaskDatabase.of(closed));
    }
}
