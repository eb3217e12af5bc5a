package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static no.trekkpaalegg.client.ClientFixture.failureOfReadChanges;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error answers: each becomes an exception of the right kind, whose message says for whom, what, and what helps. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RefusedCallTest {
    @RegisterExtension
    static final WireMockExtension API = ClientFixture.wireMock();

    private FixtureClient client;

    @BeforeEach
    void newClient() {
        client = ClientFixture.client(API.baseUrl());
    }

    @ParameterizedTest
    @CsvSource({
        "KB-001, 500, TRANSIENT, tried again later",
        "KB-002, 500, TRANSIENT, tried again later",
        "KB-003, 404, CONFIGURATION, check trekkpaalegg.base-url",
        "KB-004, 401, ACCESS, belong to the same environment",
        "KB-005, 403, ACCESS, delegation or system user in Altinn",
        "KB-006, 400, CONFIGURATION, the fault is in the library or its settings",
        "KB-007, 404, CONFIGURATION, base-url",
        "KB-008, 406, CONFIGURATION, the fault is in the library or its settings",
        "KB-009, 404, CONFIGURATION, base-url",
        "DAS-001, 500, TRANSIENT, tried again later",
        "DAS-004, 404, CONFIGURATION, check trekkpaalegg.base-url",
        "DAS-007, 500, TRANSIENT, tried again later",
        "DAS-008, 403, ACCESS, delegation or system user in Altinn",
        "KB-999, 418, CONFIGURATION, check trekkpaalegg.base-url",
        "KB-999, 503, TRANSIENT, tried again later"
    })
    void whenTheApiAnswersWithACode_thenTheFailureSaysWhatHelps(
            String code, int status, FailureKind kind, String whatHelps) {
        answer(aResponse()
                .withStatus(status)
                .withBody("{\"kode\":\"" + code + "\",\"melding\":\"Noe gikk galt\",\"korrelasjonsid\":\"theirs-1\"}"));

        TrekkpaaleggApiException failure = failureOfReadChanges(client);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.httpStatus()).contains(status);
        assertThat(failure.kode()).contains(code);
        assertThat(failure.melding()).contains("Noe gikk galt");
        assertThat(failure.korrelasjonsid()).contains("theirs-1");
        assertThat(failure)
                .hasMessageContaining("HTTP " + status + " " + code)
                .hasMessageContaining("employer 313367002")
                .hasMessageContaining(whatHelps)
                .hasMessageContaining("Noe gikk galt")
                .hasMessageContaining(
                        "Korrelasjonsid " + failure.sentKorrelasjonsid().orElseThrow())
                .hasMessageContaining("theirs theirs-1");
    }

    @ParameterizedTest
    @CsvSource({
        "204, CONFIGURATION",
        "400, CONFIGURATION",
        "401, ACCESS",
        "403, ACCESS",
        "404, CONFIGURATION",
        "406, CONFIGURATION",
        "408, TRANSIENT",
        "425, TRANSIENT",
        "429, TRANSIENT",
        "500, TRANSIENT",
        "502, TRANSIENT",
        "503, TRANSIENT",
        "504, TRANSIENT"
    })
    void whenTheAnswerHasNoBody_thenTheStatusDecides(int status, FailureKind kind) {
        answer(aResponse().withStatus(status));

        TrekkpaaleggApiException failure = failureOfReadChanges(client);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.httpStatus()).contains(status);
        assertThat(failure.kode()).isEmpty();
        assertThat(failure.melding()).isEmpty();
        assertThat(failure.sentKorrelasjonsid()).isPresent();
        assertThat(failure).hasMessageContaining("HTTP " + status).hasMessageContaining("employer 313367002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>maintenance</body></html>",
                "Bad gateway",
                "[]",
                "null",
                "17",
                "{\"kode\":",
                "{}",
                "{\"kode\":null,\"melding\":null}",
                "{\"kode\":{\"a\":1},\"melding\":[1]}"
            })
    void whenTheBodyIsNoErrorOfTheApi_thenTheStatusDecides(String body) {
        answer(aResponse().withStatus(403).withBody(body));

        TrekkpaaleggApiException failure = failureOfReadChanges(client);

        assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS);
        assertThat(failure.kode()).isEmpty();
        assertThat(failure.melding()).isEmpty();
        assertThat(failure).hasMessageContaining("system user in Altinn").hasMessageNotContaining("maintenance");
    }

    @Test
    void whenOnlySomeFieldsAreThere_thenTheyAreKept() {
        answer(aResponse().withStatus(400).withBody("{\"kode\":\"KB-006\"}"));
        assertThat(failureOfReadChanges(client).kode()).contains("KB-006");

        answer(aResponse().withStatus(400).withBody("{\"melding\":\"maksAntall\"}"));
        assertThat(failureOfReadChanges(client).melding()).contains("maksAntall");
    }

    @Test
    void whenTheirCorrelationIdIsANumber_thenItIsKept() {
        answer(aResponse().withStatus(400).withBody("{\"kode\":\"KB-006\",\"korrelasjonsid\":1234567}"));

        assertThat(failureOfReadChanges(client).korrelasjonsid()).contains("1234567");
    }

    @Test
    void whenTheErrorNamesAPerson_thenTheNumberIsMasked() {
        String json = "{'kode':'KB-006 NUMBER','melding':'Skyldner NUMBER er ukjent','korrelasjonsid':'NUMBER'}";
        answer(aResponse().withStatus(400).withBody(json.replace('\'', '"').replace("NUMBER", OrderJson.PERSON)));

        TrekkpaaleggApiException failure = failureOfReadChanges(client);

        assertThat(failure.melding()).contains("Skyldner *** er ukjent");
        assertThat(failure).hasMessageContaining("Skyldner ***").hasMessageNotContaining(OrderJson.PERSON);
        assertThat(failure.kode()).contains("KB-006 ***");
        assertThat(failure.korrelasjonsid()).contains("***");
    }

    @Test
    void whenTheErrorBodyNeverEnds_thenItIsGivenUpSoon() throws IOException {
        byte[] block = new byte[1 << 16];
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            for (int sent = 0; sent < 200_000_000; sent += block.length) {
                connection.send(block);
            }
        })) {
            FixtureClient client = ClientFixture.client(server.url());

            assertThat(failureOfReadChanges(client).httpStatus()).contains(400);
            assertThat(server.bytesSentUntilHangUp()).isLessThan(20_000_000);
        }
    }

    @Test
    void whenTheErrorBodyIsCutShort_thenTheStatusStillDecides() throws IOException {
        try (RawServer server =
                RawServer.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n{\"kode\":\"KB-007\"}")) {
            FixtureClient client = ClientFixture.client(server.url());

            assertThat(failureOf(() -> client.findVersion(EMPLOYER, "10001", 1)).httpStatus())
                    .contains(404);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whenTheAnswerSaysHowLongToWait_thenTheFailureDoes(int status) {
        answer(aResponse().withStatus(status).withHeader("Retry-After", "120"));
        assertThat(failureOfReadChanges(client).retryAfter()).contains(Duration.ofMinutes(2));

        answer(aResponse().withStatus(status).withHeader("Retry-After", "Thu, 05 Mar 2026 15:05:00 GMT"));
        assertThat(failureOfReadChanges(client).retryAfter()).contains(Duration.ofMinutes(5));
    }

    @Test
    void whenTheWaitIsMissingOrNonsense_thenThereIsNone() {
        answer(aResponse().withStatus(503));
        assertThat(failureOfReadChanges(client).retryAfter()).isEmpty();

        answer(aResponse().withStatus(503).withHeader("Retry-After", "soon"));
        assertThat(failureOfReadChanges(client).retryAfter()).isEmpty();
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        API.stubFor(get(anyUrl()).willReturn(answer));
    }
}
