package no.trekkpaalegg.maskinporten;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.privacy.LogWatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.threeten.extra.MutableClock;

class TokenExchangeTest {
    private static final Employer EMPLOYER = Employer.own("313367002");
    private static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");
    private static final String ASSERTION = TestKeys.signingKey()
            .sign(new com.nimbusds.jwt.JWTClaimsSet.Builder().issuer("client-1").build());
    /** Short and without a telling form, so that no redaction would know it. */
    private static final String TOKEN = "tok.3n+value/_~=";

    @RegisterExtension
    static final WireMockExtension maskinporten = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private TokenExchange exchange;

    @BeforeEach
    void connect() {
        MaskinportenSettings settings = new MaskinportenSettings(
                "client-1", maskinporten.baseUrl() + "/", URI.create(maskinporten.baseUrl() + "/token"));
        MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
        exchange = new TokenExchange(settings, http(), new MaskinportenErrors(settings, clock), clock);
    }

    static RestClient.Builder http() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
        factory.setReadTimeout(Duration.ofMillis(1500));
        return RestClient.builder().requestFactory(factory);
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        maskinporten.stubFor(post(urlPathEqualTo("/token")).willReturn(answer));
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(body.replace('\'', '"').replace("TOKEN", TOKEN));
    }

    @Test
    void whenTokenIsGiven_thenItsLifeIsCountedByOurClock() {
        answer(json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':119,'scope':'x'}"));

        AccessToken token = exchange.exchange(EMPLOYER, ASSERTION);

        assertThat(token).isEqualTo(new AccessToken(TOKEN, NOW, NOW.plusSeconds(119)));
    }

    @Test
    void whenTokenIsAskedFor_thenOnlyGrantTypeAndAssertionAreSent() {
        answer(json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':119}"));

        exchange.exchange(EMPLOYER, ASSERTION);

        LoggedRequest request = onlyRequest();
        assertThat(request.getBodyAsString())
                .isEqualTo("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + ASSERTION);
        assertThat(request.getHeader("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(request.getHeader("Accept")).contains("application/json");
        assertThat(request.getHeader("Accept-Encoding")).isEqualTo("identity");
        assertThat(request.getHeaders().all().stream().map(HttpHeader::key))
                .noneMatch("Authorization"::equalsIgnoreCase)
                .noneMatch("Upgrade"::equalsIgnoreCase)
                .noneMatch("Cookie"::equalsIgnoreCase);
    }

    private static LoggedRequest onlyRequest() {
        return maskinporten.getAllServeEvents().get(0).getRequest();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'access_token':'TOKEN','token_type':'bearer','expires_in':'5'} | 5",
                "{'access_token':'TOKEN','token_type':'Bearer'} | 60",
                "{'access_token':'TOKEN','token_type':'Bearer','expires_in':null} | 60",
                "{'access_token':'TOKEN','token_type':'Bearer','expires_in':9999999999999999999} | 86400",
                "{'new':{'a':[1]},'access_token':'TOKEN','token_type':'Bearer','expires_in':7} | 7",
                "{'access_token':'TOKEN','token_type':'Bearer','expires_in':7,'new':[1e9999999999,-1e-9999999999]} | 7"
            })
    void whenAnswerIsUnusual_thenItIsAccepted(String body, int seconds) {
        answer(json(body));

        assertThat(exchange.exchange(EMPLOYER, ASSERTION).expiresAt()).isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void whenContentTypeIsWrong_thenTheContentCounts() {
        answer(json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':7}")
                .withHeader("Content-Type", "text/html"));

        assertThat(exchange.exchange(EMPLOYER, ASSERTION).value()).isEqualTo(TOKEN);
    }

    static Stream<ResponseDefinitionBuilder> unreadable() {
        return Stream.of(
                aResponse(),
                aResponse().withStatus(204),
                aResponse().withBody(TOKEN),
                aResponse().withHeader("Content-Type", "text/html").withBody("<html>" + TOKEN + "</html>"),
                aResponse().withHeader("Content-Type", "no type").withBody("{}"),
                json("null"),
                json("[{'access_token':'TOKEN','token_type':'Bearer','expires_in':119}]"),
                json("{'access_token':'TOKEN',"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':119, TOKEN}"),
                json("{'token_type':'Bearer','expires_in':119}"),
                json("{'access_token':'','token_type':'Bearer','expires_in':119}"),
                json("{'access_token':['TOKEN'],'token_type':'Bearer','expires_in':119}"),
                json("{'access_token':'TOKEN\\r\\nX: y','token_type':'Bearer','expires_in':119}"),
                json("{'access_token':'TOKEN æ','token_type':'Bearer','expires_in':119}"),
                json("{'access_token':'TOKEN','expires_in':119}"),
                json("{'access_token':'TOKEN','token_type':'DPoP','expires_in':119}"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':-1}"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':0}"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':1.5}"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':1e9999999999}"),
                json("{'access_token':1e9999999999,'token_type':'Bearer','expires_in':119}"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':'TOKEN'}"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':{}}"),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':119,'x':'" + "x".repeat(70_000)
                        + "'}"),
                json("{'x':" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whenAnswerIsNoToken_thenItIsUnreadableAndShowsNothing(ResponseDefinitionBuilder answer) {
        answer(answer);

        MaskinportenException failure = failureWithoutSecrets();

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
        assertThat(failure).hasNoCause().hasMessageContaining("313367002");
    }

    static Stream<ResponseDefinitionBuilder> transientTrouble() {
        return Stream.of(
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                json("{'access_token':'TOKEN','token_type'").withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                json("{'access_token':'TOKEN'").withHeader("Content-Length", "5000"),
                json("{'access_token':'TOKEN'}").withFixedDelay(4000),
                json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':119}")
                        .withChunkedDribbleDelay(8, 8000),
                aResponse().withStatus(500).withBody("<html>" + TOKEN + ASSERTION + "</html>"),
                aResponse().withStatus(503),
                json("{'error':'MP-303','error_description':1e9999999999}").withStatus(503),
                aResponse().withStatus(429).withHeader("Retry-After", "5"));
    }

    @ParameterizedTest
    @MethodSource("transientTrouble")
    void whenMaskinportenIsInTrouble_thenTheFailureIsTransientAndShowsNothing(ResponseDefinitionBuilder answer) {
        answer(answer);

        assertThat(failureWithoutSecrets().kind()).isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void whenMaskinportenRefuses_thenNothingOfTheAnswerIsLost() {
        answer(json("{'error':'invalid_grant','error_description':'MP-303 because " + ASSERTION + "'}")
                .withStatus(400)
                .withHeader("Retry-After", "17"));

        MaskinportenException failure = failureWithoutSecrets();

        assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS);
        assertThat(failure.httpStatus()).contains(400);
        assertThat(failure.kode()).contains("MP-303");
        assertThat(failure.melding()).contains("MP-303 because ***");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{'error':{'x':1},'error_description':5}"})
    void whenRefusalIsNotUnderstood_thenTheStatusDecides(String body) {
        answer(json(body).withStatus(401));

        MaskinportenException failure = failureWithoutSecrets();

        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.httpStatus()).contains(401);
    }

    @Test
    void whenRefusalIsHuge_thenOnlyItsStatusCounts() {
        answer(json("{'error':'invalid_scope','x':'" + "x".repeat(70_000) + "'}")
                .withStatus(400));

        assertThat(failureWithoutSecrets().kode()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void whenAnswerIsRedirect_thenItIsNotFollowed(int status) {
        answer(aResponse().withStatus(status).withHeader("Location", maskinporten.baseUrl() + "/elsewhere"));

        assertThat(failureWithoutSecrets().kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(onlyRequest().getUrl()).isEqualTo("/token");
    }

    @Test
    void whenNobodyListens_thenTheFailureIsTransientAndHasItsCause() {
        MaskinportenSettings settings =
                new MaskinportenSettings("client-1", "http://localhost:1/", URI.create("http://localhost:1/token"));
        MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
        exchange = new TokenExchange(settings, http(), new MaskinportenErrors(settings, clock), clock);

        MaskinportenException failure = failureWithoutSecrets();

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure).hasCauseInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void whenTokenIsGiven_thenNeitherItNorTheAssertionIsLogged() {
        answer(json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':119}"));

        try (LogCapture log = new LogCapture()) {
            AccessToken token = exchange.exchange(EMPLOYER, ASSERTION);

            assertNoSecretIn(token.toString());
            assertNoSecretIn(log.text());
            assertThat(log.text()).as("the capture sees the client").contains("RestClient Writing [{grant_type=");
        }
    }

    @Test
    void whenTokenIsAskedFor_thenWhatSpringsHttpClientLogsIsLookedAt() {
        answer(json("{'access_token':'TOKEN','token_type':'Bearer','expires_in':119}"));
        long before = LogWatch.linesOf("org.springframework.web.client");

        exchange.exchange(EMPLOYER, ASSERTION);

        assertThat(LogWatch.linesOf("org.springframework.web.client")).isGreaterThan(before);
    }

    private MaskinportenException failureWithoutSecrets() {
        try (LogCapture log = new LogCapture()) {
            MaskinportenException failure =
                    catchThrowableOfType(MaskinportenException.class, () -> exchange.exchange(EMPLOYER, ASSERTION));
            assertThat(failure).isNotNull();
            StringWriter shown = new StringWriter();
            failure.printStackTrace(new PrintWriter(shown));
            assertNoSecretIn(shown.toString());
            assertNoSecretIn(failure.melding() + " " + failure.kode());
            assertNoSecretIn(log.text());
            return failure;
        }
    }

    private static void assertNoSecretIn(String text) {
        assertThat(text).doesNotContain(TOKEN);
        for (String part : ASSERTION.split("\\.", -1)) {
            assertThat(text).doesNotContain(part);
        }
    }

    /** A time-out in the middle of a compressed body can end as any exception of the HTTP client. */
    @Test
    void whenTheHttpClientFailsInTheBody_thenTheFailureIsTransientAndTheExceptionIsNotQuoted() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new NullPointerException(TOKEN);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };
        RestClient.Builder http = RestClient.builder().requestFactory((uri, method) -> {
            MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
            request.setResponse(new MockClientHttpResponse(broken, HttpStatus.OK));
            return request;
        });
        MaskinportenSettings settings =
                new MaskinportenSettings("client-1", "https://example.org/", URI.create("https://example.org/token"));
        MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
        TokenExchange failing = new TokenExchange(settings, http, new MaskinportenErrors(settings, clock), clock);

        MaskinportenException failure =
                catchThrowableOfType(MaskinportenException.class, () -> failing.exchange(EMPLOYER, ASSERTION));

        assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
        assertThat(failure).hasMessageNotContaining(TOKEN);
    }
}
