package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is said at start of a configuration that is allowed, but most likely not meant. */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTest {
    private static final String UNKNOWN = "Unknown configuration keys have no effect";

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "trekkpaalegg.pollar.interval,            trekkpaalegg.poller.interval",
        "trekkpaalegg.poller.intervall,           trekkpaalegg.poller.interval",
        "trekkpaalegg.maskinporten.clientid2,     trekkpaalegg.maskinporten.client-id",
        "trekkpaalegg.employers[0].orgnumer,      trekkpaalegg.employers[].org-number",
        "trekkpaalegg.clients.east.privat-key,    trekkpaalegg.clients[].private-key"
    })
    void whenAKeyIsUnknown_thenTheNearestKnownOneIsNamed(String key, String nearest, CapturedOutput output) {
        report(Map.of(key, "1"));

        assertThat(output.getAll().lines().filter(line -> line.contains(UNKNOWN)))
                .singleElement()
                .asString()
                .contains(" WARN ", "did you mean " + nearest + "?");
    }

    @Test
    void whenAnUnknownKeyIsLikeNoOther_thenItIsNamedWithWhereItIs(CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("application.yaml"), """
                trekkpaalegg:
                  whatever: 1
                """);

        TestHost.at(simulator)
                .with("spring.config.location", file.toUri().toString())
                .start()
                .close();

        assertThat(output)
                .containsPattern(UNKNOWN + ": trekkpaalegg.whatever \\(.*application.yaml.* - 2:13\\)\\. Correct");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trekkpaalegg.poller.interval",
                "trekkpaalegg.poller.pageSize",
                "trekkpaalegg.poller.page_size",
                "trekkpaalegg.poller.min-interval",
                "trekkpaalegg.poller",
                "trekkpaalegg.employers",
                "trekkpaalegg.employers[3].org-number",
                "trekkpaalegg.clients.east.client-id",
                "trekkpaalegg.management.health.max-silence",
                "trekkpaaleggs.poller.intervall",
                "other.trekkpaalegg.pollar"
            })
    void whenAKeyIsKnownInSomeSpelling_orIsNotOurs_thenNothingIsSaid(String key, CapturedOutput output) {
        report(Map.of(key, "1"));

        assertThat(output).doesNotContain(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TREKKPAALEGG_POLLER_PAGESIZE",
                "TREKKPAALEGG_POLLER_PAGE_SIZE",
                "TREKKPAALEGG_EMPLOYERS_0_ORGNUMBER",
                "TREKKPAALEGG_CLIENTS_EAST_PRIVATEKEY",
                "TREKKPAALEGG_SERVICE_HOST",
                "TREKKPAALEGG_PORT_8080_TCP_ADDR"
            })
    void whenAVariableIsKnownOrOfThePlatform_thenNothingIsSaid(String name, CapturedOutput output) {
        reportVariables(Map.of(name, "1"));

        assertThat(output).doesNotContain(UNKNOWN);
    }

    @Test
    void whenAVariableIsAlmostKnown_thenItIsReported(CapturedOutput output) {
        reportVariables(Map.of("TREKKPAALEGG_POLLAR_INTERVAL", "1"));

        assertThat(output).contains(UNKNOWN, "did you mean trekkpaalegg.poller.interval?");
    }

    @Test
    void whenManyKeysAreUnknown_thenTheLineIsCut(CapturedOutput output) {
        Map<String, Object> many = new java.util.LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            many.put("trekkpaalegg.whatever" + i, "1");
        }
        report(many);

        assertThat(output).contains("; and 30 more");
    }

    @ParameterizedTest
    @CsvSource({"313367002, true", "d7a3c8f0-0000-4000-8000-000000000000, false"})
    void whenTheClientIdLooksLikeAnOrganisationNumber_thenThatIsSaid(
            String clientId, boolean warned, CapturedOutput output) {
        TestHost.at(simulator)
                .with("trekkpaalegg.maskinporten.client-id", clientId)
                .start()
                .close();

        assertThat(output.getAll().contains("has nine digits, like an organisation number"))
                .isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, true", "rw-r-----, false", "rw-------, false"})
    void whenEveryoneCanReadTheKeyFile_thenThatIsSaid(String permissions, boolean warned, CapturedOutput output)
            throws IOException {
        Path key = Files.writeString(folder.resolve("key.jwk"), simulator.privateKeyJwk());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));

        TestHost.at(simulator)
                .with("trekkpaalegg.maskinporten.private-key", "file:" + key)
                .start()
                .close();

        assertThat(output.getAll().contains("Every user of this machine can read the signing key"))
                .isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({
        "unrestricted, ,             true",
        "unrestricted, read-only,    false",
        "unrestricted, unrestricted, false",
        "read-only,    ,             false"
    })
    void whenTheDefaultOfAllEndpointsOpensOurs_thenThatIsSaid(
            String all, String ours, boolean warned, CapturedOutput output) {
        TestHost.Setup setup = TestHost.at(simulator)
                .web(TestHost.Web.class)
                .with("spring.jmx.enabled", "false")
                .with("management.endpoints.access.default", all);
        if (ours != null) {
            setup.with("management.endpoint.trekkpaalegg.access", ours);
        }
        setup.start().close();

        assertThat(output.getAll().contains("the actions of the endpoint trekkpaalegg"))
                .isEqualTo(warned);
    }

    @Test
    void whenTheEmployerSourceRepeatsAnEmployer_thenThatIsSaidOnce(CapturedOutput output) {
        Employer own = Employer.own(simulator.ownOrganisation());
        try (TestHost host =
                TestHost.at(simulator).employers(() -> List.of(own, own)).start()) {
            host.poll(own.orgNumber());
            host.poll(own.orgNumber());
        }

        assertThat(output.getAll().lines().filter(line -> line.contains("names 1 employer(s) more than once")))
                .hasSize(1);
    }

    private static void report(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new org.springframework.core.env.MapPropertySource("test", properties));
        new UnknownKeys().report(environment);
    }

    private static void reportVariables(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        new UnknownKeys().report(environment);
    }
}
