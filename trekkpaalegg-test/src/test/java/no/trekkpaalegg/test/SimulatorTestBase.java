package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.threeten.extra.MutableClock;

/** One simulator for all tests of a class, with a clock that stands still. */
abstract class SimulatorTestBase {
    static final Instant START = Instant.parse("2026-03-05T15:00:00Z");
    static final String OWN = "313367002";
    static final String CUSTOMER = "910253158";
    static final String OTHER_CUSTOMER = "971648198";

    static MutableClock clock;
    static TrekkpaaleggSimulator simulator;
    static Caller caller;

    @BeforeAll
    static void start() {
        clock = MutableClock.of(START, ZoneOffset.UTC);
        simulator = TrekkpaaleggSimulator.start(clock);
        caller = new Caller(simulator, clock);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void reset() {
        simulator.reset();
        clock.setInstant(START);
    }

    static void assertToken(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    static void assertRefused(HttpResponse<String> response, String error, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode body = Caller.json(response.body());
        assertThat(body.path("error").asText()).as(response.body()).isEqualTo(error);
        assertThat(body.path("error_description").asText())
                .startsWith(code + ": ")
                .contains("id: ");
        assertThat(body.path("error_uri").asText()).startsWith("https://");
    }

    static void assertError(HttpResponse<String> response, int status, String kode) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode body = Caller.json(response.body());
        assertThat(body.path("kode").asText()).isEqualTo(kode);
        assertThat(body.path("melding").asText()).isNotBlank();
        assertThat(body.path("korrelasjonsid").asText()).isNotBlank();
    }
}
