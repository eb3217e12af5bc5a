package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest extends SimulatorTestBase {
    private String token;

    @BeforeEach
    void getToken() {
        token = caller.ownToken();
    }

    @Test
    void faultHappensAsOftenAsSaid() {
        simulator.injectApiFault(Fault.internalServerErrorPage(), 2);

        assertThat(getOrders().statusCode()).isEqualTo(500);
        assertThat(getOrders().statusCode()).isEqualTo(500);
        assertThat(getOrders().statusCode()).isEqualTo(200);
    }

    @Test
    void faultsHappenInTurn() {
        simulator.injectApiFault(Fault.none(), 1);
        simulator.injectApiFault(Fault.serviceUnavailable(), 1);
        simulator.injectApiFault(Fault.internalServerErrorPage(), 1);

        assertThat(getOrders().statusCode()).isEqualTo(200);
        assertThat(getOrders().statusCode()).isEqualTo(503);
        assertThat(getOrders().statusCode()).isEqualTo(500);
    }

    @Test
    void faultCannotHappenLessThanOnce() {
        assertThatThrownBy(() -> simulator.injectApiFault(Fault.none(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void faultsCanBeCleared() {
        simulator.injectApiFault(Fault.internalServerErrorPage(), 5);
        simulator.injectMaskinportenFault(Fault.internalServerErrorPage(), 5);

        simulator.clearFaults();

        assertThat(getOrders().statusCode()).isEqualTo(200);
        assertToken(caller.requestToken(caller.claims()));
    }

    @Test
    void faultOfOneEmployerSparesTheOthers() {
        simulator.delegate(CUSTOMER);
        String customerToken = caller.delegatedToken(CUSTOMER);
        simulator.injectApiFaultFor(CUSTOMER, Fault.internalServerErrorPage(), 1);

        assertThat(getOrders().statusCode()).isEqualTo(200);
        assertThat(caller.get(Caller.ORDERS, customerToken).statusCode()).isEqualTo(500);
        assertThat(caller.get(Caller.ORDERS, customerToken).statusCode()).isEqualTo(200);
    }

    @Test
    void faultOfMaskinportenSparesTheApi() {
        simulator.injectMaskinportenFault(Fault.serviceUnavailable(), 1);

        assertThat(getOrders().statusCode()).isEqualTo(200);
        assertThat(caller.requestToken(caller.claims()).statusCode()).isEqualTo(503);
        assertToken(caller.requestToken(caller.claims()));
    }

    @Test
    void faultInFrontOfMaskinportenLeavesTheAssertionUnused() {
        String assertion = caller.sign(caller.claims());
        simulator.injectMaskinportenFault(Fault.serviceUnavailable(), 1);

        assertThat(caller.requestToken(assertion).statusCode()).isEqualTo(503);
        assertToken(caller.requestToken(assertion));
    }

    @Test
    void answerLostOnTheWayBackHasUsedTheAssertion() {
        String assertion = caller.sign(caller.claims());
        simulator.injectMaskinportenFault(Fault.connectionReset(), 1);

        assertThatThrownBy(() -> caller.requestToken(assertion)).hasRootCauseInstanceOf(IOException.class);
        assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-012");
    }

    @Test
    void connectionIsReset() {
        simulator.injectApiFault(Fault.connectionReset(), 10);

        assertThatThrownBy(this::getOrders).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void bodyIsTruncated() throws Exception {
        simulator.issue(OWN);
        simulator.injectApiFault(Fault.truncatedBody(), 1);
        HttpRequest request = caller.get(Caller.ORDERS)
                .header("Authorization", "Bearer " + token)
                .build();

        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());

        assertThat(response.statusCode()).isEqualTo(200);
        try (InputStream body = response.body()) {
            assertThat(new String(body.readNBytes(10), StandardCharsets.UTF_8)).isEqualTo("[{\"trekkid");
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(caller.all(token)).hasSize(1);
    }

    @Test
    void answerIsDelayed() {
        simulator.injectApiFault(Fault.delay(Duration.ofSeconds(5)), 1);
        HttpRequest impatient = caller.get(Caller.ORDERS)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMillis(200))
                .build();

        assertThatThrownBy(() -> caller.trySend(impatient)).isInstanceOf(java.net.http.HttpTimeoutException.class);
        assertThat(getOrders().statusCode()).isEqualTo(200);
    }

    @Test
    void answerIsHeldUntilReleased() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        simulator.clearObservations();
        simulator.injectApiFault(Fault.heldUntil(release), 1);

        CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(this::getOrders);
        Awaitility.await().until(() -> simulator.apiRequestCount() == 1);
        assertThat(getOrders().statusCode()).isEqualTo(200);
        assertThat(held).isNotDone();

        release.countDown();
        assertThat(held.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void sixtyFourCallersCanBeHeldAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        simulator.clearObservations();
        simulator.injectApiFault(Fault.heldUntil(release), 64);
        ExecutorService callers = Executors.newFixedThreadPool(64);
        try {
            List<Future<HttpResponse<String>>> held = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                held.add(callers.submit(this::getOrders));
            }
            Awaitility.await().until(() -> simulator.apiRequestCount() == 64);

            release.countDown();

            for (Future<HttpResponse<String>> response : held) {
                assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void pagesAreHtml() {
        simulator.injectApiFault(Fault.internalServerErrorPage(), 1);
        assertHtml(getOrders(), 500);

        simulator.injectApiFault(Fault.serviceUnavailable(), 1);
        HttpResponse<String> unavailable = getOrders();
        assertHtml(unavailable, 503);
        assertThat(unavailable.headers().firstValue("Retry-After")).isEmpty();

        simulator.injectApiFault(Fault.htmlPage(), 1);
        assertHtml(getOrders(), 200);
    }

    @Test
    void retryAfterIsInSecondsOrDate() {
        Instant retryAt = Instant.parse("2026-03-05T15:02:00Z");
        simulator.injectApiFault(Fault.tooManyRequests(Duration.ofMinutes(1)), 1);
        assertRetryAfter(429, "60");
        simulator.injectApiFault(Fault.tooManyRequests(retryAt), 1);
        assertRetryAfter(429, "Thu, 5 Mar 2026 15:02:00 GMT");
        simulator.injectApiFault(Fault.serviceUnavailable(Duration.ofSeconds(5)), 1);
        assertRetryAfter(503, "5");
        simulator.injectApiFault(Fault.serviceUnavailable(retryAt), 1);
        assertRetryAfter(503, "Thu, 5 Mar 2026 15:02:00 GMT");
    }

    @Test
    void bodiesThatAreNoArray() {
        simulator.injectApiFault(Fault.emptyBody(), 1);
        assertThat(getOrders().body()).isEmpty();
        simulator.injectApiFault(Fault.nullBody(), 1);
        assertThat(getOrders().body()).isEqualTo("null");
        simulator.injectApiFault(Fault.objectBody(), 1);
        assertThat(Caller.json(getOrders().body()).isObject()).isTrue();
    }

    @Test
    void apiErrorHasCode() {
        simulator.injectApiFault(Fault.apiError(500, "KB-001"), 1);

        HttpResponse<String> response = getOrders();

        assertThat(response.statusCode()).isEqualTo(500);
        JsonNode body = Caller.json(response.body());
        assertThat(body.path("kode").asText()).isEqualTo("KB-001");
    }

    @Test
    void anyAnswerCanBeGiven() {
        simulator.injectApiFault(Fault.answer(418, "text/plain", "tekanne"), 1);

        HttpResponse<String> response = getOrders();

        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(response.body()).isEqualTo("tekanne");
    }

    private HttpResponse<String> getOrders() {
        return caller.get(Caller.ORDERS, token);
    }

    private void assertRetryAfter(int status, String expected) {
        HttpResponse<String> response = getOrders();
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Retry-After")).contains(expected);
    }

    private static void assertHtml(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
    }
}
