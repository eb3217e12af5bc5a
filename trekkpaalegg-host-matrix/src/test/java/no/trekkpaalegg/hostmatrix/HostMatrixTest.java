package no.trekkpaalegg.hostmatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootVersion;

/**
 * The same host on this Spring Boot and on each JDK, with everything and with one thing left out. It receives an order, and its pages
 * show it. The table in the README says what ran here.
 */
@TestMethodOrder(OrderAnnotation.class)
class HostMatrixTest {
    private static final int OLDEST = 17;
    private static final int NEWEST = 25;

    private static final Set<Integer> ran = new TreeSet<>();

    private static TrekkpaaleggSimulator simulator;
    private static IssuedOrder order;

    private static final Host EVERYTHING = new Host("everything", true, true, true, List.of());
    private static final Host OPEN = new Host(
            "no Spring Security",
            false,
            true,
            true,
            List.of("spring-security-config", "spring-security-web", "spring-boot-security"));
    private static final Host UNWATCHED = new Host(
            "no actuator",
            true,
            false,
            true,
            List.of("spring-boot-actuator", "spring-boot-health", "spring-boot-micrometer", "spring-boot-starter-micrometer"));
    private static final Host UNMEASURED = new Host(
            "no Micrometer",
            true,
            false,
            true,
            List.of(
                    "spring-boot-actuator",
                    "spring-boot-health",
                    "spring-boot-micrometer",
                    "spring-boot-starter-micrometer",
                    "micrometer-core",
                    "micrometer-registry",
                    "micrometer-jakarta9",
                    "resilience4j-micrometer"));
    private static final Host FORGETFUL = new Host(
            "no database",
            true,
            true,
            false,
            List.of(
                    "spring-jdbc",
                    "spring-tx",
                    "HikariCP",
                    "h2-",
                    "spring-boot-jdbc",
                    "spring-boot-sql",
                    "spring-boot-transaction"));

    /**
     * A host.
     *
     * @param without the beginnings of the names of the jars that it does without; each Spring Boot has some of them
     */
    record Host(String name, boolean secured, boolean watched, boolean remembers, List<String> without) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Cell(int jdk, Host host) {}

    static Stream<Cell> cells() {
        return Stream.of(OLDEST, NEWEST)
                .flatMap(jdk -> Stream.of(EVERYTHING, OPEN, UNWATCHED, UNMEASURED, FORGETFUL)
                        .map(host -> new Cell(jdk, host)));
    }

    @BeforeAll
    static void startSimulator() {
        simulator = TrekkpaaleggSimulator.start();
        order = simulator.issue(simulator.ownOrganisation());
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("cells")
    void whenAHostRuns_thenItReceivesOrdersAndItsPagesShowThem(Cell cell) throws IOException {
        GuestJvm jdk = jdk(cell.jdk());

        List<String> lines = jdk.withoutJars(cell.host().without()).run(MatrixHost.class, properties(cell));

        assertThat(lines).contains("has ended", "Spring Boot " + SpringBootVersion.getVersion() + ", Java " + cell.jdk());
        if (cell.jdk() == NEWEST) {
            assertThat(lines).anyMatch(line -> line.startsWith("works on VirtualThread["));
        }
        Host host = cell.host();
        assertThat(lines)
                .contains(
                        "/orders unknown: " + (host.secured() ? 401 : 200),
                        "/orders: 200 in "
                                + (host.remembers()
                                        ? "the database: [" + order.trekkid() + "]"
                                        : "memory: " + order.trekkid()));
        assertThat(lines.stream().anyMatch(line -> line.contains("Orders are kept in memory only")))
                .isEqualTo(!host.remembers());
        assertThatPagesShow(lines, host.watched());
        ran.add(cell.jdk());
    }

    @Order(2)
    @Test
    void whenAllHostsHaveRun_thenTheTableInTheReadmeSaysSo() throws IOException {
        assumeThat(ran).as("the JDKs of the table").containsExactly(OLDEST, NEWEST);
        String row = "| %s | %d, %d | `%s` |"
                .formatted(SpringBootVersion.getVersion(), OLDEST, NEWEST, System.getProperty("starter"));

        for (String page : List.of("README.md", "README.no.md")) {
            assertThat(Files.readAllLines(Path.of("..", "..", page))).as(page).contains(row);
        }
    }

    private static void assertThatPagesShow(List<String> lines, boolean actuator) {
        String employer = "\"" + simulator.ownOrganisation() + "\"";
        Map<String, String> pages = Map.of(
                "/actuator/health", "\"trekkpaalegg\":{",
                "/actuator/trekkpaalegg", employer,
                "/actuator/prometheus", "trekkpaalegg_employers");
        pages.forEach((page, words) -> {
            String line = lines.stream()
                    .filter(it -> it.startsWith(page + ": "))
                    .findFirst()
                    .orElseThrow();
            if (actuator) {
                assertThat(line).startsWith(page + ": 200").contains(words);
            } else {
                assertThat(line).startsWith(page + ": 404");
            }
        });
    }

    /** The one that runs the tests, or one beside it, or the one that {@code JAVA_HOME_25} names. */
    private static GuestJvm jdk(int version) throws IOException {
        Path running = Path.of(System.getProperty("java.home")).toRealPath();
        String named = System.getenv("JAVA_HOME_" + version);
        try (Stream<Path> beside = Files.list(running.getParent())) {
            List<Path> homes = Stream.concat(
                            Stream.ofNullable(named).map(Path::of), Stream.concat(Stream.of(running), beside.sorted()))
                    .filter(home -> isOf(home, version))
                    .toList();
            assumeThat(homes).as("a JDK %d, in JAVA_HOME_%d or beside the one that runs the tests", version, version)
                    .isNotEmpty();
            return GuestJvm.of(homes.get(0));
        }
    }

    private static boolean isOf(Path home, int version) {
        Path release = home.resolve("release");
        try {
            return Files.isReadable(release)
                    && Files.isExecutable(home.resolve("bin").resolve("java"))
                    && Files.readString(release).contains("JAVA_VERSION=\"" + version + ".");
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, String> properties(Cell cell) {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.poller.interval", "1s");
        properties.put("server.port", "0");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.threads.virtual.enabled", String.valueOf(cell.jdk() == NEWEST));
        properties.put("spring.security.user.name", MatrixHost.USER);
        properties.put("spring.security.user.password", MatrixHost.USER);
        properties.put("management.endpoints.web.exposure.include", "*");
        properties.put("management.endpoint.health.show-details", "always");
        properties.put(
                MatrixHost.PAGES, "/orders,/actuator/health,/actuator/trekkpaalegg,/actuator/prometheus");
        return properties;
    }
}
