package no.trekkpaalegg.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.jvm.HostProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The sample with the context that the build prepared. Runs in the profile "aot". */
class AheadOfTimeIT {

    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void whenTheContextWasPreparedAheadOfTime_thenOrdersAreDelivered() {
        Map<String, String> properties = Map.of("spring.aot.enabled", "true", "server.port", "0");

        try (HostProcess sample = GuestJvm.withEverything().start(PayrollApplication.class, properties)) {
            sample.awaitLine("Starting AOT-processed PayrollApplication");
            sample.awaitLine("New order ");
        }
        assertThat(getClass().getClassLoader().getResource("META-INF/native-image/"))
                .as("hints")
                .isNotNull();
    }
}
