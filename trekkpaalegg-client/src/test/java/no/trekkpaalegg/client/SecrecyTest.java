package no.trekkpaalegg.client;

import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.trekkpaalegg.maskinporten.AccessToken;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.privacy.Leaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Whatever the server answers, and however it is broken: no person number, account, KID or token in what is thrown and printed. The log is
 * looked at in every test, see {@code no.trekkpaalegg.privacy}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SecrecyTest {
    private static final String PERSON = OrderJson.PERSON;

    private final StringWriter thrown = new StringWriter();

    static Stream<String> answers() {
        String order = OrderJson.order(1);
        return Stream.of(
                RawServer.OK + "\r\n" + OrderJson.array(order),
                RawServer.OK + "\r\n" + OrderJson.array(OrderJson.without("/trekkstatus")),
                RawServer.OK + "\r\n" + OrderJson.array(OrderJson.with("/skyldner", "\"1090841234x\"")),
                RawServer.OK + "\r\n"
                        + OrderJson.array(OrderJson.with("/trekkid", "\"" + PERSON + "\""))
                                .replace("aktiv", ""),
                RawServer.OK + "\r\n[" + PERSON + ",\"" + PERSON + "\"]",
                RawServer.OK + "\r\n[{\"" + PERSON + "\":" + PERSON + "x",
                RawServer.OK + "\r\n[" + PERSON + "x]",
                RawServer.OK + "\r\n" + PERSON,
                RawServer.OK + "\r\n\"" + PERSON,
                RawServer.OK + "\r\n" + order,
                RawServer.OK + "Content-Length: 9000\r\n\r\n[" + order,
                RawServer.OK + "Content-Length: " + PERSON + PERSON + "\r\n\r\n[" + order,
                RawServer.OK + "Transfer-Encoding: chunked\r\n\r\n" + PERSON + "\r\n[" + order,
                RawServer.OK + "Transfer-Encoding: chunked\r\n\r\nperson-" + PERSON + "\r\n[" + order,
                RawServer.OK + PERSON + "\r\n\r\n[]",
                PERSON + " " + FakeTokens.PREFIX + "1\r\n\r\n",
                "HTTP/1.1 " + PERSON + "\r\n\r\n",
                "HTTP/1.1 403 " + PERSON + "\r\nConnection: close\r\n\r\n{\"melding\":\"" + PERSON + "\"}",
                "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer error=\"" + PERSON
                        + "\"\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 503 Busy\r\nRetry-After: " + PERSON + "\r\nConnection: close\r\n\r\n<p>" + PERSON + "</p>",
                "HTTP/1.1 302 Found\r\nLocation: /" + PERSON + "\r\nConnection: close\r\n\r\n",
                "");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whenTheServerAnswersThis_thenNothingSecretIsWritten(String answer) throws IOException {
        try (RawServer server = RawServer.answering(answer)) {
            FixtureClient client = ClientFixture.client(server.url());
            write(() -> client.findChanges(EMPLOYER, 0, 10)
                    .forEach(order -> LoggerFactory.getLogger("host").info("{}", order)));
            write(() -> client.readChanges(EMPLOYER, 0, 10)
                    .forEach(order -> LoggerFactory.getLogger("host").info("{}", order)));
            write(() -> client.readAll(
                    EMPLOYER, order -> LoggerFactory.getLogger("host").info("{}", order)));
            write(() -> client.findVersion(EMPLOYER, "10001", 1));
        }

        assertNothingSecret();
    }

    @Test
    void whenTheTokenCannotBeAHeader_thenItIsNotQuoted() throws IOException {
        AccessTokenSource broken = new AccessTokenSource() {
            @Override
            public AccessToken tokenFor(Employer employer) {
                return new AccessToken(FakeTokens.PREFIX + "1\n", Instant.EPOCH, Instant.MAX);
            }

            @Override
            public void refused(Employer employer, AccessToken token) {}
        };
        try (RawServer server = RawServer.answering(RawServer.OK + "\r\n[]")) {
            write(() -> ClientFixture.client(server.url(), broken).readChanges(EMPLOYER, 0, 10));
        }

        assertThat(thrown.toString()).isNotEmpty();
        assertNothingSecret();
    }

    /** The whole chain of causes, as a log would print it. */
    private void write(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            e.printStackTrace(new PrintWriter(thrown, true));
        }
    }

    private void assertNothingSecret() {
        Leaks leaks = Leaks.ofTheSuite();
        leaks.look("what the client throws", thrown.toString());
        assertThat(leaks.take()).isEmpty();
    }
}
