package no.trekkpaalegg.client;

import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.client;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static no.trekkpaalegg.client.ClientFixture.failureOfReadChanges;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with status 200 that are no list of orders: an error each time, never "no orders", and never much memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class UnreadableAnswerTest {
    private static final long FAR_TOO_LONG = 200_000_000;
    /** The limit of an element and what lies in buffers on the way. */
    private static final long SOON = 20_000_000;

    @Test
    void whenTheAnswerIsAnArray_thenItIsRead() throws IOException {
        try (RawServer server = RawServer.answering(sized(OrderJson.array(OrderJson.order(1))))) {
            assertThat(client(server.url()).readChanges(EMPLOYER, 0, 10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "{\"orders\":[]}",
                "17",
                "<html>maintenance</html>",
                "[]x",
                "[",
                "[{},",
                "[nul]"
            })
    void whenTheAnswerIsNotAnArray_thenItIsUnreadableAndNotRetried(String body) throws IOException {
        try (RawServer server = RawServer.answering(sized(body))) {
            TrekkpaaleggApiException failure = failureOfReadChanges(client(server.url()));

            assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(failure.httpStatus()).contains(200);
            assertThat(failure)
                    .hasMessageContaining("employer 313367002")
                    .hasMessageContaining("no orders")
                    .hasMessageContaining(
                            "Korrelasjonsid " + failure.sentKorrelasjonsid().orElseThrow());
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{}", "<html>maintenance</html>", "[]x", "["})
    void whenTheAnswerWithAllOrdersIsNotAnArray_thenItIsUnreadable(String body) throws IOException {
        try (RawServer server = RawServer.answering(sized(body))) {
            FixtureClient client = client(server.url());

            assertThat(failureOf(() -> client.findAll(EMPLOYER)).kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(server.requests()).hasSize(1);
        }
    }

    static Stream<String> truncated() {
        String half = "[" + OrderJson.order(1) + ",{\"trekk";
        return Stream.of(
                sized(half),
                RawServer.OK + "\r\n" + half,
                RawServer.OK + "Content-Length: 5000\r\n\r\n" + half,
                RawServer.OK + "Content-Length: 5000\r\n\r\n[]",
                RawServer.OK + "Transfer-Encoding: chunked\r\n\r\n" + chunk(half),
                RawServer.OK + "Transfer-Encoding: chunked\r\n\r\n" + chunk("[]"),
                RawServer.OK + "Transfer-Encoding: chunked\r\n\r\nfff\r\n" + half);
    }

    @ParameterizedTest
    @MethodSource("truncated")
    void whenTheAnswerEndsEarly_thenItIsUnreadable_howeverItWasCut(String response) throws IOException {
        try (RawServer server = RawServer.answering(response)) {
            FixtureClient client = client(server.url());

            assertThat(failureOfReadChanges(client).kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(failureOf(() -> client.findAll(EMPLOYER)).kind()).isEqualTo(FailureKind.UNREADABLE);
        }
    }

    @Test
    void whenAChunkIsBroken_thenTheCallFails() throws IOException {
        try (RawServer server =
                RawServer.answering(RawServer.OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n")) {
            assertThat(failureOfReadChanges(client(server.url())).kind())
                    .isIn(FailureKind.UNREADABLE, FailureKind.TRANSIENT);
        }
    }

    @Test
    void whenTheAnswerIsNotUtf8_thenItIsUnreadable() throws IOException {
        byte[] latin1 = "[{\"saksnummer\":\"på\"}]".getBytes(StandardCharsets.ISO_8859_1);
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "Content-Length: " + latin1.length + "\r\n\r\n");
            connection.send(latin1);
        })) {
            assertThat(failureOfReadChanges(client(server.url()))).hasMessageContaining("not UTF-8");
        }
    }

    @Test
    void whenTheAnswerIsNestedTenThousandDeep_thenItIsUnreadable() throws IOException {
        try (RawServer server = RawServer.answering(sized("[".repeat(10_000) + "]".repeat(10_000)))) {
            FixtureClient client = client(server.url());

            assertThat(failureOfReadChanges(client).kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(failureOf(() -> client.findAll(EMPLOYER)).kind()).isEqualTo(FailureKind.UNREADABLE);
        }
    }

    @Test
    void whenAFieldIsThereTwice_thenOnlyThatElementIsMalformed() throws IOException {
        String twice = OrderJson.order().replace("\"trekkversjon\":2", "\"trekkversjon\":2,\"trekkversjon\":2");
        try (RawServer server = RawServer.answering(sized(OrderJson.array(OrderJson.order(1), twice)))) {
            assertThat(client(server.url()).readChanges(EMPLOYER, 0, 10))
                    .extracting(order -> order instanceof ReceivedOrder.Valid)
                    .containsExactly(true, false);
        }
    }

    @Test
    void whenANumberIsBeyondAllMeasure_thenItsElementIsMalformed_andTheOthersAreRead() throws IOException {
        String known = OrderJson.with("/sekvensnummer", "1e9999999999");
        String unknown = OrderJson.with("/nytt", "1e9999999999");
        try (RawServer server = RawServer.answering(sized(OrderJson.array(OrderJson.order(1), known, unknown)))) {
            FixtureClient client = client(server.url());
            List<ReceivedOrder> all = new ArrayList<>();

            client.readAll(EMPLOYER, all::add);

            assertThat(client.readChanges(EMPLOYER, 0, 10)).isEqualTo(all);
            assertThat(all)
                    .extracting(order -> order instanceof ReceivedOrder.Valid)
                    .containsExactly(true, false, true);
        }
    }

    @Test
    void whenTheErrorAnswerHasANumberBeyondAllMeasure_thenItsStatusCounts() throws IOException {
        String body = "{\"kode\":\"KB-005\",\"melding\":1e9999999999,\"korrelasjonsid\":" + "9".repeat(900) + "}";
        try (RawServer server = RawServer.answering("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n" + body)) {
            TrekkpaaleggApiException failure = failureOfReadChanges(client(server.url()));

            assertThat(failure.kind()).isEqualTo(FailureKind.ACCESS);
            assertThat(failure.melding()).contains("1e9999999999");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"", "[{\"trekkid\":\"", "[{\"", "[1", "\"", "[", ""})
    void whenAStringNumberOrNothingNeverEnds_thenThePageIsGivenUpSoon(String start) throws IOException {
        String filler = start.endsWith("\"") ? "x" : start.endsWith("1") ? "1" : " ";
        try (RawServer server = endless(start, filler)) {
            assertThat(failureOfReadChanges(client(server.url())).kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(server.bytesSentUntilHangUp()).isLessThan(SOON);
        }
    }

    @Test
    void whenAStringNeverEnds_thenReadingAllOrdersIsGivenUpSoon() throws IOException {
        try (RawServer server = endless("[\"", "x")) {
            FixtureClient client = client(server.url());

            assertThat(failureOf(() -> client.findAll(EMPLOYER)).kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(server.bytesSentUntilHangUp()).isLessThan(SOON);
        }
    }

    @Test
    void whenAStringNeverEnds_thenReadingOneVersionIsGivenUpSoon() throws IOException {
        try (RawServer server = endless("{\"trekkid\":\"", "x")) {
            FixtureClient client = client(server.url());

            assertThat(failureOf(() -> client.findVersion(EMPLOYER, "10001", 1)).kind())
                    .isEqualTo(FailureKind.UNREADABLE);
            assertThat(server.bytesSentUntilHangUp()).isLessThan(SOON);
        }
    }

    @Test
    void whenAPageHasElementsWithoutEnd_thenItIsGivenUpSoon() throws IOException {
        try (RawServer server = endless("[0", ",0")) {
            assertThat(failureOfReadChanges(client(server.url())).kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(server.bytesSentUntilHangUp()).isLessThan(SOON);
        }
    }

    private static RawServer endless(String start, String filler) {
        byte[] block = filler.repeat(50_000).getBytes(StandardCharsets.UTF_8);
        return new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "\r\n" + start);
            for (long sent = 0; sent < FAR_TOO_LONG; sent += block.length) {
                connection.send(block);
            }
        });
    }

    private static String sized(String body) {
        return RawServer.OK + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }
}
