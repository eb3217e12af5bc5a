package no.trekkpaalegg.client;

import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.trekkpaalegg.maskinporten.AccessToken;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** No person number, account, KID or token in any log line at TRACE, exception or printed value, whatever the server answers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SecrecyTest {
    private static final String PERSON = OrderJson.PERSON;
    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final StringWriter thrown = new StringWriter();
    private final List<Appender<ILoggingEvent>> otherAppenders = new ArrayList<>();
    private Level levelBefore;

    @BeforeEach
    void listenToEverything() {
        levelBefore = root.getLevel();
        root.iteratorForAppenders().forEachRemaining(otherAppenders::add);
        otherAppenders.forEach(root::detachAppender);
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        otherAppenders.forEach(root::addAppender);
        root.setLevel(levelBefore);
    }

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
            RestTrekkpaaleggClient client = ClientFixture.client(server.url());
            write(() -> client.findChanges(EMPLOYER, 0, 10)
                    .forEach(order -> LoggerFactory.getLogger("host").info("{}", order)));
            write(() -> client.readChanges(EMPLOYER, 0, 10)
                    .forEach(order -> LoggerFactory.getLogger("host").info("{}", order)));
            write(() -> client.readAll(
                    EMPLOYER, order -> LoggerFactory.getLogger("host").info("{}", order)));
            write(() -> client.findVersion(EMPLOYER, "10001", 1));
        }

        assertThat(log.list).as("something is logged at TRACE at all").isNotEmpty();
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
        List<String> everything = Stream.concat(
                        Stream.of(thrown.toString()),
                        List.copyOf(log.list).stream()
                                .map(event -> event.getThreadName() + " " + event.getLoggerName() + " "
                                        + event.getFormattedMessage()
                                        + (event.getThrowableProxy() == null
                                                ? ""
                                                : ThrowableProxyUtil.asString(event.getThrowableProxy()))))
                .collect(Collectors.toList());
        assertThat(everything)
                // One random UUID in two hundred has eleven digits in a row.
                .allSatisfy(text -> assertThat(text.replaceAll(UUID_PATTERN, "a-uuid"))
                        .doesNotContain(FakeTokens.PREFIX, "6487719756", "70213997155")
                        .doesNotContainPattern("(?<!\\d)\\d{11}(?!\\d)")
                        .doesNotContain(PERSON)
                        .doesNotContain("1090841234x"));
    }
}
