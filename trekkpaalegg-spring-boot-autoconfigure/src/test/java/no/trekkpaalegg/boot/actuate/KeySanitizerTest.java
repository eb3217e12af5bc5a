package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key in the configuration is not shown, even where the application shows all other values. */
class KeySanitizerTest {

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/configprops"})
    void whenAllValuesAreShown_thenPrivateKeysAreNot(String endpoint) {
        try (TestHost host = TestHost.at(simulator)
                .web(TestHost.Web.class)
                .with("spring.jmx.enabled", "false")
                .with("management.endpoint.env.show-values", "always")
                .with("management.endpoint.configprops.show-values", "always")
                .with("trekkpaalegg.clients.east.client-id", "client-of-east")
                .with("trekkpaalegg.clients.east.private-key", simulator.privateKeyJwk())
                .start()) {
            String shown = host.get(endpoint).body();

            assertThat(shown).contains(simulator.clientId(), "client-of-east", "******");
            assertThat(shown).doesNotContain(simulator.privateKeyJwk().substring(10, 60), "\\\"d\\\"");
        }
    }
}
