package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.lessThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOfReadChanges;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import no.trekkpaalegg.maskinporten.AccessToken;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.maskinporten.MaskinportenException;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A 401: the token is dropped, the call made once more with a new one, and then no more. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RefusedTokenTest {
    private static final int THREADS = 64;

    @RegisterExtension
    static final WireMockExtension API = ClientFixture.wireMock();

    private final FakeTokens tokens = new FakeTokens();
    private final FixtureClient client = ClientFixture.client(API.baseUrl(), tokens);

    @Test
    void whenTheTokenIsRefused_thenTheCallIsMadeOnceMoreWithANewOne() {
        acceptOnly(2);

        assertThat(client.readChanges(EMPLOYER, 0, 10)).isEmpty();

        assertThat(tokens.refusals()).isEqualTo(1);
        API.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo(bearer(1))));
        API.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo(bearer(2))));
    }

    @Test
    void whenTheTokenIsAccepted_thenItIsKept() {
        acceptOnly(1);

        assertThat(client.readChanges(EMPLOYER, 0, 10)).isEmpty();

        assertThat(tokens.refusals()).isZero();
        API.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void whenTheNewTokenIsRefusedToo_thenThatIsReportedAndNotTriedAgain() {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(401).withBody("{\"kode\":\"KB-004\"}")));

        TrekkpaaleggApiException failure = failureOfReadChanges(client);

        assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS);
        assertThat(failure.kode()).contains("KB-004");
        assertThat(failure).hasMessageContaining("also not a new one");
        API.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void whenRightsAreMissing_thenTheTokenIsKept() {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(403)));

        failureOfReadChanges(client);

        assertThat(tokens.refusals()).isZero();
        API.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void whenNoTokenCanBeHad_thenThatIsReportedAndTheApiIsNotCalled() {
        MaskinportenException noToken =
                new MaskinportenException(FailureKind.ACCESS, "no system user", FailureDetails.NONE, null);
        AccessTokenSource failing = new AccessTokenSource() {
            @Override
            public AccessToken tokenFor(Employer employer) {
                throw noToken;
            }

            @Override
            public void refused(Employer employer, AccessToken token) {}
        };

        assertThatExceptionOfType(MaskinportenException.class)
                .isThrownBy(() -> ClientFixture.client(API.baseUrl(), failing).readChanges(EMPLOYER, 0, 10))
                .isSameAs(noToken);
        API.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void whenManyThreadsMeetARefusal_thenNoneAsksMoreThanTwice() throws Exception {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(401)));

        assertThat(inParallel(() -> failureOfReadChanges(client).httpStatus().orElseThrow()))
                .hasSize(THREADS)
                .containsOnly(401);

        API.verify(2 * THREADS, getRequestedFor(anyUrl()));
    }

    @Test
    void whenManyThreadsMeetAnExpiredToken_thenAllSucceedWithTheSecond() throws Exception {
        acceptOnly(2);

        assertThat(inParallel(() -> client.readChanges(EMPLOYER, 0, 10)))
                .hasSize(THREADS)
                .containsOnly(List.of());

        API.verify(lessThanOrExactly(2 * THREADS), getRequestedFor(anyUrl()));
    }

    /** Waits of a minute for a 503 outlive a token of two minutes. */
    @Test
    void whenATokenEndsDuringAnOutage_thenTheNextAttemptHasANewOneAndTheFailureStaysTransient() {
        twiceUnavailableThenRefused(1);
        twiceUnavailableThenRefused(2);

        TrekkpaaleggApiException failure =
                failureOfReadChanges(ClientFixture.client(API.baseUrl(), new TokensForTwoCalls()));

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure.httpStatus()).contains(503);
        API.verify(2, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo(bearer(1))));
        API.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo(bearer(2))));
    }

    @Test
    void whenATokenEndsDuringAnOutage_thenTheCircuitBreakerOpensAnyway() {
        IntStream.rangeClosed(1, 4).forEach(RefusedTokenTest::twiceUnavailableThenRefused);
        FixtureClient guarded =
                ClientFixture.client(API.baseUrl(), new TokensForTwoCalls(), ClientFixture.openingAfter(2));
        failureOfReadChanges(guarded);
        failureOfReadChanges(guarded);

        assertThat(failureOfReadChanges(guarded)).hasMessageContaining("circuit breaker");
    }

    @Test
    void whenTheOtherSideRecoversAfterTheTokenHasEnded_thenTheOrdersAreReadAtTheThirdAttempt() {
        twiceUnavailableThenRefused(1);
        API.stubFor(
                get(anyUrl()).withHeader("Authorization", equalTo(bearer(2))).willReturn(okJson("[]")));

        assertThat(ClientFixture.client(API.baseUrl(), new TokensForTwoCalls()).readChanges(EMPLOYER, 0, 10))
                .isEmpty();

        API.verify(3, getRequestedFor(anyUrl()));
    }

    @Test
    void whenMaskinportenIsAway_thenItsFailureIsNeitherRetriedNorCountedByTheBreakerOfTheApi() {
        MaskinportenException away =
                new MaskinportenException(FailureKind.TRANSIENT, "away", FailureDetails.NONE, null);
        AtomicInteger asked = new AtomicInteger();
        AccessTokenSource failing = new AccessTokenSource() {
            @Override
            public AccessToken tokenFor(Employer employer) {
                asked.incrementAndGet();
                throw away;
            }

            @Override
            public void refused(Employer employer, AccessToken token) {}
        };
        FixtureClient guarded = ClientFixture.client(API.baseUrl(), failing, ClientFixture.openingAfter(2));

        for (int call = 1; call <= 5; call++) {
            assertThatExceptionOfType(MaskinportenException.class)
                    .isThrownBy(() -> guarded.readChanges(EMPLOYER, 0, 10))
                    .isSameAs(away);
            assertThat(asked).hasValue(call);
        }
    }

    private static void twiceUnavailableThenRefused(int token) {
        String used = "token " + token;
        API.stubFor(withToken(token, used, Scenario.STARTED)
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "60"))
                .willSetStateTo("once"));
        API.stubFor(withToken(token, used, "once")
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "60"))
                .willSetStateTo("twice"));
        API.stubFor(withToken(token, used, "twice").willReturn(aResponse().withStatus(401)));
    }

    private static ScenarioMappingBuilder withToken(int token, String scenario, String state) {
        return get(anyUrl())
                .withHeader("Authorization", equalTo(bearer(token)))
                .inScenario(scenario)
                .whenScenarioStateIs(state);
    }

    /** Tokens that live for two calls. */
    private static final class TokensForTwoCalls implements AccessTokenSource {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public AccessToken tokenFor(Employer employer) {
            int number = calls.getAndIncrement() / 2 + 1;
            return new AccessToken(FakeTokens.PREFIX + number, Instant.EPOCH, Instant.MAX);
        }

        @Override
        public void refused(Employer employer, AccessToken token) {}
    }

    private static <T> List<T> inParallel(Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch ready = new CountDownLatch(THREADS);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void acceptOnly(int number) {
        API.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(401)));
        API.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo(bearer(number)))
                .willReturn(okJson("[]")));
    }

    private static String bearer(int number) {
        return "Bearer " + FakeTokens.PREFIX + number;
    }
}
