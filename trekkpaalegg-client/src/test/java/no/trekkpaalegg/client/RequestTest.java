package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.List;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, of whom, and with which headers. */
class RequestTest {
    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @RegisterExtension
    static final WireMockExtension API = ClientFixture.wireMock();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = ClientFixture.wireMock();

    private FixtureClient client;

    @BeforeEach
    void answerWithNoOrders() {
        client = ClientFixture.client(API.baseUrl());
        API.stubFor(get(anyUrl()).willReturn(okJson("[]")));
    }

    @Test
    void whenAllOrdersAreAsked_thenThePathHasNoParameters() {
        assertThat(client.findAll(EMPLOYER)).isEmpty();

        API.verify(1, getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void whenChangesAreAsked_thenBothParametersAreSent() {
        assertThat(client.findChanges(EMPLOYER, 3_000_000_000L, 17)).isEmpty();

        API.verify(1, getRequestedFor(urlEqualTo(PATH + "?fraSekvensnummer=3000000000&maksAntall=17")));
    }

    @Test
    void whenOrdersComeShuffled_thenTheyAreSortedBySequenceNumber() {
        String shuffled = OrderJson.array(OrderJson.order(3), OrderJson.order(1), OrderJson.order(2));
        API.stubFor(get(anyUrl()).willReturn(okJson(shuffled)));

        assertThat(client.findAll(EMPLOYER))
                .extracting(Trekkpaalegg::sekvensnummer)
                .containsExactly(1L, 2L, 3L);
        assertThat(client.findChanges(EMPLOYER, 0, 3))
                .extracting(Trekkpaalegg::sekvensnummer)
                .containsExactly(1L, 2L, 3L);
        assertThat(client.readChanges(EMPLOYER, 0, 3))
                .extracting(ReceivedOrder::json)
                .isEqualTo(List.of(OrderJson.order(3), OrderJson.order(1), OrderJson.order(2)));
    }

    @Test
    void whenAnElementIsMalformed_thenReadingKeepsTheOthers_andFindingFails() {
        String page = OrderJson.array(OrderJson.order(1), OrderJson.without("/skyldner"), OrderJson.order(2));
        API.stubFor(get(anyUrl()).willReturn(okJson(page)));

        assertThat(client.readChanges(EMPLOYER, 0, 10)).hasSize(3);
        TrekkpaaleggApiException failure = ClientFixture.failureOf(() -> client.findChanges(EMPLOYER, 0, 10));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
        assertThat(failure).hasMessageContaining("skyldner is missing").hasMessageContaining("sekvensnummer 159");
    }

    @Test
    void whenACallIsMade_thenItCarriesTheHeadersOfTheContract() {
        client.findChanges(EMPLOYER, 0, 10);

        API.verify(getRequestedFor(anyUrl())
                .withHeader("Authorization", equalTo("Bearer " + FakeTokens.PREFIX + "1"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Accept-Encoding", equalTo("identity"))
                .withHeader("Klientid", equalTo("payroll/1.2"))
                .withHeader("Korrelasjonsid", matching(UUID_PATTERN))
                .withHeader("Upgrade", absent()));
    }

    @Test
    void whenTwoCallsAreMade_thenEachHasItsOwnKorrelasjonsid() {
        client.findChanges(EMPLOYER, 0, 10);
        client.findChanges(EMPLOYER, 0, 10);

        assertThat(API.findAll(getRequestedFor(anyUrl())))
                .extracting(request -> request.getHeader("Korrelasjonsid"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fe0d1de1-9840-4480-9382-3dbad27e9002 | fe0d1de1-9840-4480-9382-3dbad27e9002",
                "10001 | 10001",
                "a/b | a%2Fb",
                "a b | a%20b",
                "å | %C3%A5",
                "100% | 100%25",
                "%2F | %252F",
                "a?b#c | a%3Fb%23c",
                "{id} | %7Bid%7D",
                "a;b=c+d&e | a%3Bb%3Dc%2Bd%26e",
                "😀 | %F0%9F%98%80"
            })
    void whenTheIdIsStrange_thenItIsEncodedAsOnePathSegment(String trekkid, String segment) {
        API.stubFor(get(anyUrl()).willReturn(okJson(OrderJson.order())));

        assertThat(client.findVersion(EMPLOYER, trekkid, 2)).isPresent();

        API.verify(1, getRequestedFor(urlEqualTo(PATH + "/" + segment + "/2")));
    }

    @Test
    void whenNumbersAreOutOfRange_thenNothingIsAsked() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.findChanges(EMPLOYER, -1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findChanges(EMPLOYER, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> client.streamChanges(EMPLOYER, -1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> client.streamChanges(EMPLOYER, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findVersion(EMPLOYER, "10001", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findVersion(EMPLOYER, " ", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findVersion(EMPLOYER, ".", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> client.findVersion(EMPLOYER, "..", 1));

        API.verify(0, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({"'',''", "/,''", "/gateway,/gateway", "/gateway/,/gateway", "/a%20b/c,/a%20b/c", "/%C3%A5/,/%C3%A5"})
    void whenTheBaseUrlHasAPath_thenTheApiIsBelowIt(String path, String expected) {
        FixtureClient below = ClientFixture.client(API.baseUrl() + path);

        below.findAll(EMPLOYER);
        below.findChanges(EMPLOYER, 5, 7);
        API.stubFor(get(anyUrl()).willReturn(okJson(OrderJson.order())));
        below.findVersion(EMPLOYER, "10001", 2);

        API.verify(1, getRequestedFor(urlEqualTo(expected + PATH)));
        API.verify(1, getRequestedFor(urlEqualTo(expected + PATH + "?fraSekvensnummer=5&maksAntall=7")));
        API.verify(1, getRequestedFor(urlEqualTo(expected + PATH + "/10001/2")));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void whenTheAnswerIsARedirect_thenItIsNotFollowedAndTheTokenStaysHere(int status) {
        ELSEWHERE.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        API.stubFor(get(anyUrl())
                .willReturn(aResponse().withStatus(status).withHeader("Location", ELSEWHERE.baseUrl() + PATH)));

        TrekkpaaleggApiException failure = ClientFixture.failureOfReadChanges(client);

        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("HTTP " + status).hasMessageContaining("redirect");
        ELSEWHERE.verify(0, getRequestedFor(anyUrl()));
        API.verify(1, getRequestedFor(anyUrl()));
    }
}
