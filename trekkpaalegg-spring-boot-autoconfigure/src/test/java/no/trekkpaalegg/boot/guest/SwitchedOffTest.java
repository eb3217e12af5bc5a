package no.trekkpaalegg.boot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A web host with a database, in which the library is switched off: nothing of it can be found. */
class SwitchedOffTest {
    private static final String LIBRARY = "no.trekkpaalegg.";
    private static final String THIS_HOST = SwitchedOffTest.class.getPackageName();

    private final TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
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
        simulator.close();
    }

    @Test
    void whenItIsSwitchedOff_thenThereIsNoBeanThreadTableConnectionOrCall() {
        try (ConfigurableApplicationContext host = start(false)) {
            assertThat(beans(host)).isEmpty();
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
        try (ConfigurableApplicationContext host = start(true)) {
            await().until(() -> simulator.apiRequestCount() > 0);
            assertThat(beans(host)).isNotEmpty();
            assertThat(threads()).isNotEmpty();
            assertThat(counting.connections).hasPositiveValue();
        }
        assertThat(tables()).isNotEmpty();
        assertThat(simulator.tokenRequestCount()).isPositive();
    }

    private ConfigurableApplicationContext start(boolean enabled) {
        Map<String, Object> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.enabled", Boolean.toString(enabled));
        properties.put("trekkpaalegg.poller.interval", "1s");
        properties.put("server.port", "0");
        properties.put("spring.main.banner-mode", "off");
        SpringApplication application = new SpringApplicationBuilder(Host.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("database", DataSource.class, () -> counting))
                .build();
        application.setDefaultProperties(properties);
        application.setRegisterShutdownHook(false);
        return application.run();
    }

    private static List<String> beans(ConfigurableApplicationContext host) {
        return Stream.of(host.getBeanDefinitionNames())
                .filter(name -> name.startsWith(LIBRARY) || isOfTheLibrary(host.getType(name)))
                .toList();
    }

    private static boolean isOfTheLibrary(Class<?> type) {
        return type != null
                && type.getName().startsWith(LIBRARY)
                && !type.getPackageName().equals(THIS_HOST);
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
