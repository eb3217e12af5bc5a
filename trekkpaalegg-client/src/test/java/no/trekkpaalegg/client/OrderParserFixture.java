package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;

/** Parses an element, which is valid or malformed. */
abstract class OrderParserFixture {
    static final String PERIOD = "/trekkstoerrelseForPeriode/1";

    static Stream<String> numbersBeyondAllMeasure() {
        return Stream.of(
                "1e9999999999",
                "-1E+9999999999",
                "1e-9999999999",
                "0.1e99999999999999999999999999999999999999",
                "1e2147483648",
                "1e-2147483648",
                "9".repeat(900),
                "-" + "9".repeat(900),
                "9".repeat(400) + "e" + "9".repeat(400));
    }

    static Malformed malformed(String json) {
        ReceivedOrder received = new OrderParser().parse(json);
        assertThat(received).isInstanceOf(Malformed.class);
        assertThat(received.json()).isEqualTo(json);
        return (Malformed) received;
    }
}
