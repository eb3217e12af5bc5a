package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;

/** The actuator endpoint of a host with a real web port. */
class EndpointTest {
    private static final ObjectMapper mapper = new ObjectMapper();
    private static final HttpClient http = HttpClient.newHttpClient();

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static ServletWebServerApplicationContext host;
    private static ServletWebServerApplicationContext unlocked;

    @BeforeAll
    static void start() {
        host = start(Map.of());
        unlocked = start(Map.of("management.endpoint.trekkpaalegg.access", "unrestricted"));
    }

    @BeforeEach
    void reset() {
        FailingListener.failing = false;
    }

    @AfterAll
    static void stop() {
        host.close();
        unlocked.close();
    }

    static class FailingListener {
        static volatile boolean failing;

        @EventListener
        void on(TrekkpaaleggEvent event) {
            if (failing) {
                throw new IllegalStateException(
                        "no employee " + event.trekkpaalegg().skyldner().value());
            }
        }
    }

    @Test
    void whenTheHostSaysNothing_thenTheEndpointCanBeReadButNotWritten() throws Exception {
        int before = simulator.apiRequests().size();

        assertThat(get(host, "").statusCode()).isEqualTo(200);
        assertThat(post(host, own(), Map.of("action", "poll")).statusCode()).isEqualTo(405);
        assertThat(simulator.apiRequests()).hasSize(before);
    }

    @Test
    void whenAccessIsUnrestricted_thenAPassCanBeMade() throws Exception {
        simulator.issue(own());

        JsonNode answer = done(Map.of("action", "poll"));

        assertThat(answer.path("action").asText()).isEqualTo("POLL");
        assertThat(answer.path("result").asText()).matches("CaughtUp: \\d+ received, [1-9]\\d* new.*; .*");
        JsonNode employer = json(get(unlocked, "")).path("employers").path(0);
        assertThat(employer.path("employer").asText()).isEqualTo(own());
        assertThat(employer.path("cursor").asLong()).isPositive();
        assertThat(employer.path("lastOutcome").asText()).isEqualTo("CaughtUp");
        assertThat(employer.path("lastSuccess").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(employer.path("counts").path("DELIVERED").asLong()).isPositive();
    }

    @Test
    void whenThereAreManyEmployers_thenTheyComeInPages() throws Exception {
        JsonNode first = json(get(host, "?page=0&size=1"));
        JsonNode second = json(get(host, "?page=1&size=1"));

        assertThat(first.path("total").asInt()).isEqualTo(2);
        assertThat(first.path("employers")).hasSize(1);
        assertThat(second.path("employers")).hasSize(1);
        assertThat(first.path("employers")).isNotEqualTo(second.path("employers"));
        assertThat(json(get(host, "?page=2&size=1")).path("employers")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?size=201", "?size=0", "?page=-1"})
    void whenThePageIsOutOfRange_thenItIsRefused(String query) throws Exception {
        assertThat(get(host, query).statusCode()).isEqualTo(400);
    }

    @Test
    void whenAnEmployerIsNotConfigured_thenItIsNotFoundAndNothingCanBeDoneAboutIt() throws Exception {
        assertThat(get(host, "/310000019").statusCode()).isEqualTo(404);
        assertThat(post(unlocked, "310000019", Map.of("action", "poll")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whenAListenerFails_thenTheOrderIsShownWithItsCauseAndCanBeRetried() throws Exception {
        IssuedOrder order = failedOrder();
        HttpResponse<String> report = get(unlocked, "/" + own());
        JsonNode entry = entryOf(order, json(report));
        assertThat(entry.path("state").asText()).isEqualTo("FAILED");
        assertThat(entry.path("attempts").asInt()).isEqualTo(1);
        assertThat(entry.path("nextAttempt").asText()).isNotBlank();
        assertThat(entry.path("cause").asText()).contains("no employee ***");
        assertThat(report.body()).doesNotContainPattern("(?<!\\d)\\d{11}(?!\\d)");
        FailingListener.failing = false;

        done(about(order, "retry"));
        done(Map.of("action", "poll"));

        assertThat(entryOf(order, json(get(unlocked, "/" + own()))).isMissingNode())
                .isTrue();
    }

    @Test
    void whenAnOrderIsDiscarded_thenItIsNoLongerStuck() throws Exception {
        IssuedOrder order = failedOrder();
        Map<String, Object> discard = about(order, "discard");
        assertThat(post(unlocked, own(), discard).statusCode()).isEqualTo(400);
        discard.put("reason", "handled by hand");

        done(discard);

        assertThat(entryOf(order, json(get(unlocked, "/" + own()))).isMissingNode())
                .isTrue();
        assertThat(json(post(unlocked, own(), discard)).path("done").asBoolean(true))
                .isFalse();
    }

    @Test
    void whenAnEmployerIsPaused_thenThatIsShownUntilItIsResumed() throws Exception {
        done(Map.of("action", "pause"));
        assertThat(summary().path("paused").asBoolean()).isTrue();
        assertThat(json(post(unlocked, own(), Map.of("action", "poll")))
                        .path("result")
                        .asText())
                .isEqualTo("Paused");

        done(Map.of("action", "resume"));

        assertThat(summary().path("paused").asBoolean(true)).isFalse();
    }

    @Test
    void whenTheCursorIsMovedBack_thenWhatWasDeliveredComesAgainOnlyIfAskedFor() throws Exception {
        simulator.issue(own());
        done(Map.of("action", "poll"));
        long cursor = summary().path("cursor").asLong();

        done(Map.of("action", "rewind", "sekvensnummer", cursor - 1));
        assertThat(summary().path("cursor").asLong()).isEqualTo(cursor - 1);
        JsonNode again = done(Map.of("action", "rewind", "sekvensnummer", cursor - 1, "redeliver", true));
        assertThat(again.path("result").asText()).contains("1 delivered order version");

        assertThat(json(post(unlocked, own(), Map.of("action", "rewind", "sekvensnummer", cursor + 1)))
                        .path("done")
                        .asBoolean(true))
                .isFalse();
        assertThat(post(unlocked, own(), Map.of("action", "rewind")).statusCode())
                .isEqualTo(400);
        done(Map.of("action", "reconcile"));
    }

    @Test
    void whenTheActionIsUnknownOrMissing_thenItIsRefused() throws Exception {
        assertThat(post(unlocked, own(), Map.of("action", "dance")).statusCode())
                .isEqualTo(400);
        assertThat(post(unlocked, own(), Map.of()).statusCode()).isEqualTo(400);
    }

    private static IssuedOrder failedOrder() throws Exception {
        FailingListener.failing = true;
        IssuedOrder order = simulator.issue(own());
        post(unlocked, own(), Map.of("action", "poll"));
        return order;
    }

    private static Map<String, Object> about(IssuedOrder order, String action) {
        return new HashMap<>(Map.of(
                "action",
                action,
                "trekkid",
                order.trekkid(),
                "trekkversjon",
                order.trekkversjon(),
                "trekkstatus",
                "aktiv"));
    }

    private static JsonNode entryOf(IssuedOrder order, JsonNode report) {
        for (JsonNode entry : report.path("entries")) {
            if (entry.path("trekkid").asText().equals(order.trekkid())) {
                return entry;
            }
        }
        return mapper.missingNode();
    }

    private static JsonNode summary() throws Exception {
        return json(get(unlocked, "/" + own())).path("summary");
    }

    private static JsonNode done(Map<String, ?> body) throws Exception {
        JsonNode answer = json(post(unlocked, own(), body));
        assertThat(answer.path("done").asBoolean()).as("%s", answer).isTrue();
        return answer;
    }

    private static String own() {
        return simulator.ownOrganisation();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return mapper.readTree(response.body());
    }

    private static HttpResponse<String> get(ServletWebServerApplicationContext where, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(where, path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(
            ServletWebServerApplicationContext where, String employer, Map<String, ?> body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(where, "/" + employer))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(mapper.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI uri(ServletWebServerApplicationContext where, String path) {
        return URI.create("http://localhost:" + where.getWebServer().getPort() + "/actuator/trekkpaalegg" + path);
    }

    private static ServletWebServerApplicationContext start(Map<String, Object> more) {
        return (ServletWebServerApplicationContext) TestHost.at(simulator)
                .web(TestHost.Web.class)
                .listener(new FailingListener())
                .with("trekkpaalegg.employers[0].org-number", "313367010")
                .with("trekkpaalegg.employers[0].access", "system-user")
                .with(more)
                .start()
                .context();
    }
}
