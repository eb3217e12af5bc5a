package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static no.trekkpaalegg.client.ClientFixture.ATTEMPTS;
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOfReadChanges;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failures are worth another attempt, and when calling stops altogether. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetryTest {
    @RegisterExtension
    static final WireMockExtension API = ClientFixture.wireMock();

    private final FixtureClient client = ClientFixture.client(API.baseUrl());

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void whenTheFailureMayPass_thenTheCallIsTriedAgain(int status) {
        firstThenOrders(aResponse().withStatus(status).withBody("<html>sorry</html>"));

        assertThat(client.readChanges(EMPLOYER, 0, 10)).hasSize(1);

        API.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void whenTheFailureStays_thenTheLastOneIsReportedAfterTheConfiguredAttempts() {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(500)));

        TrekkpaaleggApiException failure = failureOfReadChanges(client);

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(korrelasjonsids()).hasSize(ATTEMPTS).doesNotHaveDuplicates();
        assertThat(failure.sentKorrelasjonsid()).contains(korrelasjonsids().get(ATTEMPTS - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 406, 418})
    void whenTheFailureWillNotPass_thenTheCallIsMadeOnce(int status) {
        firstThenOrders(aResponse().withStatus(status));

        assertThat(failureOfReadChanges(client).httpStatus()).contains(status);

        API.verify(1, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void whenTheConnectionBreaksBeforeTheAnswer_thenTheCallIsTriedAgain(Fault fault) {
        firstThenOrders(aResponse().withFault(fault));

        assertThat(client.readChanges(EMPLOYER, 0, 10)).hasSize(1);
    }

    @Test
    void whenTheConnectionIsResetInTheMiddleOfAPage_thenTheWholePageIsAskedAgain() throws IOException {
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "\r\n[" + OrderJson.order(1));
            if (number == 1) {
                connection.reset();
            } else {
                connection.send("," + OrderJson.order(2) + "]");
            }
        })) {
            assertThat(ClientFixture.client(server.url()).readChanges(EMPLOYER, 0, 10))
                    .extracting(ReceivedOrder::json)
                    .containsExactly(OrderJson.order(1), OrderJson.order(2));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void whenNobodyAnswers_thenTheFailureSaysSo() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        TrekkpaaleggApiException failure = failureOfReadChanges(ClientFixture.client("http://127.0.0.1:" + port));

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure)
                .hasMessageContaining("could not be reached for employer 313367002")
                .hasMessageContaining("ConnectException")
                .hasMessageContaining(
                        "Korrelasjonsid " + failure.sentKorrelasjonsid().orElseThrow());
    }

    @Test
    void whenCallsKeepFailing_thenTheCircuitBreakerOpensAndNothingIsAsked() {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(500)));
        FixtureClient guarded = ClientFixture.client(API.baseUrl(), ClientFixture.openingAfter(4));
        for (int call = 0; call < 4; call++) {
            assertThat(failureOfReadChanges(guarded).httpStatus()).contains(500);
        }

        TrekkpaaleggApiException failure = failureOfReadChanges(guarded);

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure.httpStatus()).isEmpty();
        assertThat(failure).hasMessageContaining("circuit breaker").hasMessageContaining("employer 313367002");
        API.verify(4 * ATTEMPTS, getRequestedFor(anyUrl()));
    }

    @Test
    void whenCallsAreRefused_thenTheCircuitBreakerStaysClosed() {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(403)));
        FixtureClient guarded = ClientFixture.client(API.baseUrl(), ClientFixture.openingAfter(4));

        for (int call = 0; call < 10; call++) {
            assertThat(failureOfReadChanges(guarded).httpStatus()).contains(403);
        }
    }

    private static void firstThenOrders(ResponseDefinitionBuilder first) {
        API.stubFor(get(anyUrl())
                .inScenario("retry")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("well again"));
        API.stubFor(get(anyUrl())
                .inScenario("retry")
                .whenScenarioStateIs("well again")
                .willReturn(okJson(OrderJson.array(OrderJson.order(1)))));
    }

    private static List<String> korrelasjonsids() {
        return API.findAll(getRequestedFor(anyUrl())).stream()
                .map(request -> request.getHeader("Korrelasjonsid"))
                .toList();
    }
}
