package no.trekkpaalegg.client;

import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static no.trekkpaalegg.client.ClientFixture.failureOfReadChanges;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The read timeout is for the whole answer: neither silence nor a trickle holds a thread for longer. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letServersGo() {
        end.countDown();
    }

    @Test
    void whenTheHeadersDoNotCome_thenTheCallIsGivenUpAsTransient() throws IOException {
        try (RawServer server = new RawServer((number, connection) -> end.await())) {
            assertThat(failureOfReadChanges(ClientFixture.client(server.url(), SHORT))
                            .kind())
                    .isEqualTo(FailureKind.TRANSIENT);
            assertThat(server.requests()).hasSize(ClientFixture.ATTEMPTS);
        }
    }

    @Test
    void whenTheBodyDoesNotCome_thenTheCallIsGivenUpAsTransient() throws IOException {
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "\r\n");
            end.await();
        })) {
            assertThat(failureOfReadChanges(ClientFixture.client(server.url(), SHORT))
                            .kind())
                    .isEqualTo(FailureKind.TRANSIENT);
        }
    }

    @Test
    void whenTheBodyTrickles_thenTheCallIsGivenUpAsTransient() throws IOException {
        try (RawServer server = trickling(RawServer.OK + "\r\n[")) {
            assertThat(failureOfReadChanges(ClientFixture.client(server.url(), SHORT))
                            .kind())
                    .isEqualTo(FailureKind.TRANSIENT);
            assertThat(server.requests()).hasSize(ClientFixture.ATTEMPTS);
        }
    }

    @Test
    void whenOneVersionTrickles_thenTheCallIsGivenUpAsTransient() throws IOException {
        try (RawServer server = trickling(RawServer.OK + "\r\n{")) {
            FixtureClient client = ClientFixture.client(server.url(), SHORT);

            assertThat(failureOf(() -> client.readVersion(EMPLOYER, "10001", 1)).kind())
                    .isEqualTo(FailureKind.TRANSIENT);
        }
    }

    @Test
    void whenAnErrorBodyTrickles_thenTheStatusDecides() throws IOException {
        try (RawServer server = trickling("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n")) {
            assertThat(failureOfReadChanges(ClientFixture.client(server.url(), SHORT))
                            .httpStatus())
                    .contains(403);
        }
    }

    @Test
    void whenA404Trickles_thenTheVersionIsNotTakenForAbsent() throws IOException {
        try (RawServer server = trickling("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n")) {
            FixtureClient client = ClientFixture.client(server.url(), SHORT);

            assertThat(failureOf(() -> client.readVersion(EMPLOYER, "10001", 1)).httpStatus())
                    .contains(404);
        }
    }

    private RawServer trickling(String start) {
        return new RawServer((number, connection) -> {
            connection.send(start);
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                connection.send(" ");
            }
        });
    }
}
