package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.charset.StandardCharsets;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One version of one order: there, absent, or impossible to tell. */
class FindVersionTest {
    @RegisterExtension
    static final WireMockExtension API = ClientFixture.wireMock();

    private final FixtureClient client = ClientFixture.client(API.baseUrl());

    @Test
    void whenTheVersionExists_thenItIsFound_withItsTextAsReceived() {
        String odd = OrderJson.order().replace("23.0", " 17.00\n").replace("TREKK/", "TR\\u0045KK\\/😀");
        answer(aResponse().withBody("\n " + odd + " \n"));

        assertThat(client.findVersion(EMPLOYER, "10001", 2))
                .map(Trekkpaalegg::sekvensnummer)
                .contains(159L);
        assertThat(client.readVersion(EMPLOYER, "10001", 2)).get().isInstanceOf(Valid.class);
        assertThat(client.readVersion(EMPLOYER, "10001", 2))
                .map(ReceivedOrder::json)
                .contains(odd);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"kode\":\"KB-007\",\"melding\":\"Fant ikke\"}",
                "{\"kode\":\"KB-009\"}",
                "{}",
                "{\"melding\":\"Fant ikke\"}"
            })
    void whenThe404SaysThatNothingWasFound_thenTheVersionIsAbsent(String body) {
        answer(aResponse().withStatus(404).withBody(body));

        assertThat(client.findVersion(EMPLOYER, "10001", 3)).isEmpty();
        assertThat(client.readVersion(EMPLOYER, "10001", 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kode\":\"KB-003\"}",
                "{\"kode\":\"DAS-004\"}",
                "<html>not found</html>",
                "404 page not found",
                "[]",
                "{\"kode\":\"KB-007\""
            })
    void whenThe404SaysSomethingElse_thenTheCallFails(String body) {
        answer(aResponse().withStatus(404).withBody(body));

        assertThat(failureOf(() -> client.findVersion(EMPLOYER, "10001", 3)).kind())
                .isEqualTo(FailureKind.CONFIGURATION);
    }

    @ParameterizedTest
    @CsvSource({"400,CONFIGURATION", "403,ACCESS", "406,CONFIGURATION", "500,TRANSIENT"})
    void whenTheCodeOfA404ComesWithAnotherStatus_thenTheCallFails(int status, FailureKind kind) {
        answer(aResponse().withStatus(status).withBody("{\"kode\":\"KB-007\"}"));

        assertThat(failureOf(() -> client.findVersion(EMPLOYER, "10001", 3)).kind())
                .isEqualTo(kind);
    }

    @Test
    void whenTheOrderCannotBeUnderstood_thenReadingKeepsIt_andFindingFails() {
        String json = OrderJson.without("/skyldner");
        answer(aResponse().withBody(json));

        assertThat(client.readVersion(EMPLOYER, "10001", 2)).get().isInstanceOf(Malformed.class);
        assertThat(client.readVersion(EMPLOYER, "10001", 2))
                .map(ReceivedOrder::json)
                .contains(json);
        assertThat(failureOf(() -> client.findVersion(EMPLOYER, "10001", 2)).kind())
                .isEqualTo(FailureKind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "17", "<html>maintenance</html>", "{\"trekkid\":\"1", "{} {}", "{}x"})
    void whenTheAnswerIsNotOneObject_thenItIsUnreadable(String body) {
        answer(aResponse().withBody(body));

        assertThat(failureOf(() -> client.readVersion(EMPLOYER, "10001", 2)).kind())
                .isEqualTo(FailureKind.UNREADABLE);
    }

    @Test
    void whenTheAnswerIsNotUtf8_thenItIsUnreadable() {
        answer(aResponse().withBody(OrderJson.order().replace("TREKK", "på").getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(failureOf(() -> client.readVersion(EMPLOYER, "10001", 2))).hasMessageContaining("not UTF-8");
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        API.stubFor(get(anyUrl()).willReturn(answer));
    }
}
