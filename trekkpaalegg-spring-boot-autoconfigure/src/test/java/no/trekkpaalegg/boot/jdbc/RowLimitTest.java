package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowLimitTest {

    @ParameterizedTest
    @ValueSource(strings = {"H2", "Microsoft SQL Server", "Oracle"})
    void whenTheDatabaseKnowsTheStandard_thenItIsTold(String product) {
        assertThat(RowLimit.of(DatabaseKind.of(product), "select 1 order by 1", 10))
                .isEqualTo("select 1 order by 1 offset 0 rows fetch next 10 rows only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MySQL", "MariaDB"})
    void whenTheDatabaseIsOfMySqlKind_thenItIsToldInItsOwnWords(String product) {
        assertThat(RowLimit.of(DatabaseKind.of(product), "select 1 order by 1", 10))
                .isEqualTo("select 1 order by 1 limit 10");
    }

    @Test
    void whenTheDatabaseIsPostgres_thenItsPlannerIsNotToldTheNumber() {
        assertThat(RowLimit.of(DatabaseKind.POSTGRESQL, "select 1 order by 1", 10))
                .isEqualTo("select 1 order by 1 limit (select 10)");
    }
}
