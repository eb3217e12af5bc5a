package no.trekkpaalegg.client;

import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import no.trekkpaalegg.client.ApiExchange.BodyReader;
import no.trekkpaalegg.client.ApiExchange.Question;
import no.trekkpaalegg.maskinporten.AccessToken;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.observation.Observations;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

/** A fault of the answer is told apart from a fault of the connection, whatever kind of exception it comes as. */
class ApiExchangeTest {

    @Test
    void whenTheReaderThrowsWhateverItLikes_thenTheAnswerIsUnreadable_andTheExceptionIsNotQuoted() {
        TrekkpaaleggApiException failure = failureOf(() -> get(InputStream.nullInputStream(), body -> {
            throw new NumberFormatException(OrderJson.PERSON);
        }));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
        assertThat(failure)
                .hasMessageContaining("NumberFormatException")
                .hasMessageNotContaining(OrderJson.PERSON)
                .hasNoCause();
    }

    @Test
    void whenTheHttpClientThrowsWhateverItLikes_thenTheApiCouldNotBeReached_andTheExceptionIsNotQuoted() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException(OrderJson.PERSON);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };

        List<BodyReader<Integer>> readers = List.of(InputStream::read, body -> body.readAllBytes().length);
        for (BodyReader<Integer> reader : readers) {
            TrekkpaaleggApiException failure = failureOf(() -> get(broken, reader));

            assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
            assertThat(failure).hasMessageContaining("IllegalStateException").hasMessageNotContaining(OrderJson.PERSON);
        }
    }

    private static int get(InputStream answer, BodyReader<Integer> reader) {
        RestClient http = RestClient.builder()
                .requestFactory((uri, method) -> {
                    MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
                    request.setResponse(new MockClientHttpResponse(answer, HttpStatus.OK));
                    return request;
                })
                .build();
        ApiExchange exchange = new ApiExchange(http, "payroll", Observations.NONE, Clock.systemUTC());
        return exchange.get(
                        EMPLOYER,
                        new Question<>("changes", URI.create("http://localhost"), false, reader),
                        new AccessToken("token", Instant.EPOCH, Instant.MAX))
                .orElseThrow();
    }
}
