package no.trekkpaalegg.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** Starts the sample as a reader of the README does. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SampleTest {
    private static final Duration TIME_FOR_ALL_KINDS = Duration.ofSeconds(60);

    @Test
    void whenNothingIsConfigured_thenOrdersOfAllKindsAreDelivered(CapturedOutput output) {
        try (ConfigurableApplicationContext sample = run()) {
            await().atMost(TIME_FOR_ALL_KINDS)
                    .untilAsserted(() -> assertThat(output)
                            .contains("New order ", "Changed order ", "Ended order ", " % of gross pay", "NOK 4400"));

            assertThat(property(sample, "trekkpaalegg.base-url")).startsWith("http://localhost:");
            assertThat(sample.getBean(Withholdings.class).active()).isBetween(1, 2);
            assertThat(page(sample, "trekkpaalegg")).contains("\"lastOutcome\":\"CaughtUp\"");
            assertThat(JsonPath.<String>read(page(sample, "health"), "$.components.trekkpaalegg.status"))
                    .isEqualTo("UP");
            assertThat(page(sample, "prometheus")).contains("trekkpaalegg_orders_delivered_total{event=\"avsluttet\"}");
        }
        assertThat(output).doesNotContain("ERROR").doesNotContain("Exception").doesNotContain("Unavailable");
        await().until(() -> authorityThreads().isEmpty());
    }

    @Test
    void whenAnotherServerIsConfigured_thenItIsPolledAndNoSimulatorIsStarted(CapturedOutput output) {
        try (TrekkpaaleggSimulator elsewhere = TrekkpaaleggSimulator.start()) {
            String trekkid = elsewhere.issue(elsewhere.ownOrganisation()).trekkid();
            try (ConfigurableApplicationContext sample = run(configuration(elsewhere))) {
                await().atMost(TIME_FOR_ALL_KINDS)
                        .untilAsserted(() -> assertThat(output).contains("New order " + trekkid));

                assertThat(sample.getEnvironment().getPropertySources().contains("simulator"))
                        .isFalse();
                assertThat(authorityThreads()).isEmpty();
                assertThat(property(sample, "trekkpaalegg.poller.interval")).isEqualTo("null");
            }
        }
    }

    @Test
    void whenAnEnvironmentIsConfigured_thenNoSimulatorReplacesWhatIsMissing(CapturedOutput output) {
        assertThatThrownBy(() -> run("--trekkpaalegg.environment=test").close()).isInstanceOf(RuntimeException.class);

        assertThat(output).contains("APPLICATION FAILED TO START", "trekkpaalegg.maskinporten.");
        assertThat(authorityThreads()).isEmpty();
    }

    /** The simulator would keep the process alive. */
    @Test
    void whenTheApplicationDoesNotStart_thenItsSimulatorIsStopped() {
        Set<Thread> before = threads();
        assertThatThrownBy(() -> run("--trekkpaalegg.poller.concurrency=0").close())
                .isInstanceOf(RuntimeException.class);

        await().untilAsserted(() -> assertThat(before).containsAll(nonDaemons()));
        assertThat(authorityThreads()).isEmpty();
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        SpringApplication application = new SpringApplication(PayrollApplication.class);
        application.setRegisterShutdownHook(false);
        return application.run(Stream.concat(Stream.of("--server.port=0"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static String page(ConfigurableApplicationContext sample, String endpoint) {
        String port = property(sample, "local.server.port");
        return RestClient.create("http://127.0.0.1:" + port + "/actuator/")
                .get()
                .uri(endpoint)
                .retrieve()
                .body(String.class);
    }

    private static String[] configuration(TrekkpaaleggSimulator simulator) {
        return Stream.concat(
                        simulator.properties().entrySet().stream()
                                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue()),
                        Stream.of("--trekkpaalegg.org-number=" + simulator.ownOrganisation()))
                .toArray(String[]::new);
    }

    private static String property(ConfigurableApplicationContext context, String key) {
        return String.valueOf(context.getEnvironment().getProperty(key));
    }

    private static Set<Thread> authorityThreads() {
        return threads().stream()
                .filter(thread -> thread.getName().startsWith("authority-"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> nonDaemons() {
        return threads().stream()
                .filter(thread -> !thread.isDaemon())
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }
}
