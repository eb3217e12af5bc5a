package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A web host with a database, in which the library is switched off: nothing of it can be found. */
class SwitchedOffTest {
    private static final String LIBRARY = "no.trekkpaalegg.";

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final HikariDataSource database = TestH2.freshDatabase();
    private final CountingDataSource counting = new CountingDataSource(database);

    @BeforeEach
    void waitForThreadsOfOtherTests() {
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
        simulator.issue(simulator.ownOrganisation());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whenItIsSwitchedOff_thenThereIsNoBeanThreadTableConnectionOrCall() {
        try (TestHost host = start(false)) {
            assertThat(beans(host.context())).isEmpty();
            assertThat(threads()).isEmpty();
            assertThat(counting.connections).hasValue(0);
        }
        assertThat(counting.connections).hasValue(0);
        assertThat(tables()).isEmpty();
        assertThat(simulator.tokenRequestCount() + simulator.apiRequestCount()).isZero();
    }

    /** Without this the test above could look for the wrong things. */
    @Test
    void whenItIsSwitchedOn_thenThereAreAllOfThem() {
        try (TestHost host = start(true)) {
            await().until(() -> simulator.apiRequestCount() > 0);
            assertThat(beans(host.context())).isNotEmpty();
            assertThat(threads()).isNotEmpty();
            assertThat(counting.connections).hasPositiveValue();
        }
        assertThat(tables()).isNotEmpty();
        assertThat(simulator.tokenRequestCount()).isPositive();
    }

    private TestHost start(boolean enabled) {
        return TestHost.at(simulator)
                .web(Host.class)
                .polling("1s")
                .database(counting)
                .with("trekkpaalegg.enabled", enabled)
                .start();
    }

    private static List<String> beans(ConfigurableApplicationContext host) {
        return Stream.of(host.getBeanDefinitionNames())
                .filter(name -> name.startsWith(LIBRARY) || isOfTheLibrary(host.getType(name)))
                .toList();
    }

    private static boolean isOfTheLibrary(Class<?> type) {
        return type != null
                && type.getName().startsWith(LIBRARY)
                && !type.getName().startsWith(SwitchedOffTest.class.getName());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("trekkpaalegg") || name.contains("db-scheduler"))
                .collect(Collectors.toSet());
    }

    private List<String> tables() {
        return new JdbcTemplate(database)
                .queryForList(
                        "select table_name from information_schema.tables where table_schema = 'PUBLIC'", String.class);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            exclude = {
                HibernateJpaAutoConfiguration.class,
                JpaRepositoriesAutoConfiguration.class,
                FlywayAutoConfiguration.class
            })
    static class Host {}

    /** It is not the host's to close. */
    private static final class CountingDataSource extends DelegatingDataSource {
        private final AtomicInteger connections = new AtomicInteger();

        CountingDataSource(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return super.getConnection();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            connections.incrementAndGet();
            return super.getConnection(username, password);
        }
    }
}
