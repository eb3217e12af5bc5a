package no.trekkpaalegg.client;

import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.client.ResourceAccessException;

/** All current orders, handed on while they are received. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReadAllTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void whenTheServerHasNotSentTheRestYet_thenTheFirstOrderIsAlreadySeen() throws IOException {
        CountDownLatch firstSeen = new CountDownLatch(1);
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "\r\n[" + OrderJson.order(1));
            if (firstSeen.await(30, TimeUnit.SECONDS)) {
                connection.send("," + OrderJson.order(2) + "]");
            }
        })) {
            ClientFixture.client(server.url()).readAll(EMPLOYER, order -> {
                see(order);
                firstSeen.countDown();
            });

            assertThat(seen).containsExactly(OrderJson.order(1), OrderJson.order(2));
        }
    }

    @Test
    void whenThereAreNoOrders_thenTheConsumerSeesNone() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.OK + "\r\n[]")) {
            ClientFixture.client(server.url()).readAll(EMPLOYER, this::see);

            assertThat(seen).isEmpty();
        }
    }

    @Test
    void whenTheCallFailsBeforeTheFirstOrder_thenItIsTriedAgain() throws IOException {
        try (RawServer server = new RawServer((number, connection) -> {
            if (number == 1) {
                connection.send("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n");
                return;
            }
            connection.send(RawServer.OK + "\r\n[");
            if (number == 2) {
                connection.reset();
            } else {
                connection.send(OrderJson.order(1) + "]");
            }
        })) {
            ClientFixture.client(server.url()).readAll(EMPLOYER, this::see);

            assertThat(seen).containsExactly(OrderJson.order(1));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void whenTheCallFailsAfterTheFirstOrder_thenItIsNotTriedAgain() throws IOException {
        CountDownLatch firstSeen = new CountDownLatch(1);
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "\r\n[" + OrderJson.order(1));
            if (firstSeen.await(30, TimeUnit.SECONDS)) {
                connection.reset();
            }
        })) {
            FixtureClient client = ClientFixture.client(server.url());

            TrekkpaaleggApiException failure = failureOf(() -> client.readAll(EMPLOYER, order -> {
                see(order);
                firstSeen.countDown();
            }));

            assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(failure).hasMessageContaining("ended early");
            assertThat(seen).containsExactly(OrderJson.order(1));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whenTheAnswerTurnsOutMalformedHalfWay_thenTheFailureSaysHow() throws IOException {
        try (RawServer server = RawServer.answering(RawServer.OK + "\r\n[" + OrderJson.order(1) + "] and more")) {
            FixtureClient client = ClientFixture.client(server.url());

            TrekkpaaleggApiException failure = failureOf(() -> client.readAll(EMPLOYER, this::see));

            assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
            assertThat(failure).hasMessageContaining("not well-formed").hasMessageNotContaining("and more");
            assertThat(seen).hasSize(1);
        }
    }

    static Stream<RuntimeException> failuresOfTheConsumer() {
        return Stream.of(
                new IllegalStateException("the database is gone"),
                new UncheckedIOException(new IOException("the disk is full")),
                new ResourceAccessException("the consumer called somebody else"),
                new TrekkpaaleggApiException(FailureKind.TRANSIENT, "another call", FailureDetails.NONE, null),
                new TrekkpaaleggApiException(
                        FailureKind.ACCESS,
                        "another call",
                        new FailureDetails(401, null, null, null, null, null),
                        null));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheConsumer")
    void whenTheConsumerFails_thenItsExceptionReachesTheCaller_andNothingIsAskedAgain(RuntimeException failure)
            throws IOException {
        FakeTokens tokens = new FakeTokens();
        byte[] block = (OrderJson.order(1) + ",").repeat(100).getBytes(StandardCharsets.UTF_8);
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "\r\n[");
            for (long sent = 0; sent < 200_000_000; sent += block.length) {
                connection.send(block);
            }
        })) {
            FixtureClient client = ClientFixture.client(server.url(), tokens);

            Throwable thrown = catchThrowable(() -> client.readAll(EMPLOYER, order -> {
                see(order);
                throw failure;
            }));

            assertThat(thrown).isSameAs(failure);
            assertThat(seen).hasSize(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(tokens.refusals()).isZero();
            assertThat(server.bytesSentUntilHangUp()).isLessThan(20_000_000);
        }
    }

    private void see(ReceivedOrder order) {
        seen.add(order.json());
    }
}
