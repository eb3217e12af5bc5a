package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.flywaydb.core.Flyway;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.data.domain.Page;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/** Hosts in processes of their own, some of which do without what others have. All of them receive an order and end well. */
class BareHostsTest {
    private static final int WITH_VIRTUAL_THREADS = 21;

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private IssuedOrder order;

    @BeforeEach
    void issueAnOrder() {
        order = simulator.issue(simulator.ownOrganisation());
    }

    /** Who excludes Micrometer has to exclude what resilience4j does with it, which does not start without. */
    @Test
    void whenTheHostHasNeitherActuatorNorMicrometer_thenOrdersAreReceived() {
        List<String> lines = run(
                GuestJvm.withEverything()
                        .without(
                                HealthIndicator.class,
                                HealthContributorAutoConfiguration.class,
                                MeterRegistry.class,
                                ClassUtils.resolveClassName("io.github.resilience4j.micrometer.Timer", null)),
                Map.of(PollingHost.LOOKED_FOR, HealthIndicator.class.getName() + "," + MeterRegistry.class.getName()));

        assertThat(lines)
                .contains(
                        HealthIndicator.class.getName() + " is there: false",
                        MeterRegistry.class.getName() + " is there: false");
        assertThatOrderIsReceived(lines);
    }

    @Test
    void whenTheHostHasNoDatabase_thenOrdersAreReceived() {
        List<String> lines = run(
                GuestJvm.withEverything()
                        .without(
                                JdbcTemplate.class,
                                PlatformTransactionManager.class,
                                JpaTransactionManager.class,
                                JpaRepository.class,
                                Page.class,
                                Hibernate.class,
                                HikariDataSource.class,
                                Flyway.class,
                                org.h2.Driver.class),
                Map.of(
                        PollingHost.LOOKED_FOR,
                        JdbcTemplate.class.getName() + "," + PlatformTransactionManager.class.getName()));

        assertThat(lines)
                .contains(
                        JdbcTemplate.class.getName() + " is there: false",
                        PlatformTransactionManager.class.getName() + " is there: false")
                .anyMatch(line -> line.contains("Orders are kept in memory only"));
        assertThatOrderIsReceived(lines);
    }

    @Test
    void whenTheHostUsesVirtualThreads_thenOrdersAreReceived() throws IOException {
        Optional<Path> jdk = NewerJdk.find(WITH_VIRTUAL_THREADS);
        assumeThat(jdk)
                .as("a JDK of version %d or later beside the one that runs the tests", WITH_VIRTUAL_THREADS)
                .isPresent();

        List<String> lines = run(GuestJvm.of(jdk.get()), Map.of("spring.threads.virtual.enabled", "true"));

        assertThat(lines).anyMatch(line -> line.startsWith("the host works on VirtualThread["));
        assertThatOrderIsReceived(lines);
    }

    private void assertThatOrderIsReceived(List<String> lines) {
        assertThat(lines).contains("received " + order.trekkid(), "the host has ended");
    }

    private static List<String> run(GuestJvm jvm, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.poller.interval", "1s");
        properties.put("server.port", "0");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.flyway.enabled", "false");
        properties.putAll(more);
        return jvm.run(PollingHost.class, properties);
    }
}
