package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.Map;
import no.trekkpaalegg.observation.Observed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;

/** What is observed of requests to the API, and what log lines carry meanwhile. */
class ObservedCallTest {
    private static final String REQUEST = "trekkpaalegg.api.request";

    @RegisterExtension
    static final WireMockExtension API = ClientFixture.wireMock();

    private final Observed observed = new Observed();
    private FixtureClient client;

    @BeforeEach
    void connect() {
        client = ClientFixture.client(API.baseUrl(), observed.withoutEmployerTag());
    }

    @Test
    void whenRequestsSucceed_thenEachIsObservedWithItsOperation() {
        API.stubFor(get(anyUrl()).willReturn(okJson("[]")));

        client.readChanges(EMPLOYER, 0, 10);
        client.readAll(EMPLOYER, order -> {});

        assertThat(observed.tags(REQUEST)).containsExactly(success("changes"), success("all"));
    }

    @Test
    void whenAVersionIsNotThere_thenTheRequestIsASuccessAnyway() {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404).withBody("{\"kode\":\"KB-009\"}")));

        assertThat(client.findVersion(EMPLOYER, "T-1", 1)).isEmpty();

        assertThat(observed.tags(REQUEST)).containsExactly(success("version"));
    }

    /** The authorities are no part of the host's trace (decision 0009). */
    @Test
    void whenARequestIsObserved_thenNoTraceHeaderIsSent() {
        API.stubFor(get(anyUrl()).willReturn(okJson("[]")));

        client.readChanges(EMPLOYER, 0, 10);

        assertThat(API.getAllServeEvents().get(0).getRequest().getHeaders().keys())
                .doesNotContain("traceparent");
    }

    private static Map<String, String> success(String operation) {
        return Map.of("operation", operation, "outcome", "success", "failure.kind", "none");
    }

    @ParameterizedTest
    @CsvSource({"403, access, 1", "400, configuration, 1", "503, transient, 3", "200, unreadable, 1"})
    void whenARequestFails_thenEveryAttemptIsObservedWithTheFailure(int status, String kind, int attempts) {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status).withBody("{\"kode\":\"KB-001\"}")));

        TrekkpaaleggApiException failure = failureOf(() -> client.readChanges(EMPLOYER, 0, 10));

        assertThat(observed.tags(REQUEST))
                .hasSize(attempts)
                .allMatch(Map.of("operation", "changes", "outcome", "failure", "failure.kind", kind)::equals);
        assertThat(observed.details(REQUEST))
                .last()
                .satisfies(details -> assertThat(details)
                        .containsEntry("employer", EMPLOYER.orgNumber())
                        .containsEntry(
                                "korrelasjonsid", failure.sentKorrelasjonsid().orElseThrow()));
    }

    @Test
    void whenAnAnswerIsRead_thenLogLinesCarryTheCorrelationIdOfTheRequest() {
        API.stubFor(get(anyUrl()).willReturn(okJson("[" + OrderJson.order() + "]")));
        StringBuilder during = new StringBuilder();

        client.readAll(EMPLOYER, order -> during.append(MDC.get("korrelasjonsid")));

        String sent = API.getAllServeEvents().get(0).getRequest().getHeader("Korrelasjonsid");
        assertThat(during).hasToString(sent);
        assertThat(MDC.get("korrelasjonsid")).isNull();
    }
}
