package no.trekkpaalegg.test;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * WireMock as a plain server: one stub for everything, answered by a function. On the loopback address only, without journal
 * and silent, because requests hold tokens and answers hold personal data.
 */
final class SimulatorServer {
    /** Enough for a test that lets 64 callers wait at the same time. */
    private static final int THREADS = 100;

    private final WireMockServer wireMock;
    private volatile Function<Request, Answer> service = request -> Answer.html(503, "The simulator is about to start");

    /** @param port 0 for any free one */
    SimulatorServer(int port) {
        this.wireMock = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(THREADS)
                .disableRequestJournal()
                .notifier(new SilentNotifier())
                .gzipDisabled(true)
                .http2PlainDisabled(true)
                .extensions(new AnswerFromService()));
        wireMock.stubFor(WireMock.any(WireMock.anyUrl()));
        wireMock.start();
    }

    int port() {
        return wireMock.port();
    }

    void serve(Function<Request, Answer> newService) {
        this.service = newService;
    }

    void stop() {
        wireMock.stop();
    }

    private static ResponseDefinition response(Answer answer) {
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(answer.status())
                .withFixedDelay((int) answer.delay().toMillis());
        answer.headers().forEach(response::withHeader);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return switch (answer.ending()) {
            case WHOLE -> response.withBody(body).build();
            // Announcing more than is sent makes the server break the connection off.
            case CUT_SHORT ->
                response.withHeader("Content-Length", Integer.toString(Math.max(1, body.length)))
                        .withBody(Arrays.copyOf(body, body.length / 2))
                        .build();
            case RESET ->
                response.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
                        .build();
        };
    }

    private final class AnswerFromService implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return response(service.apply(event.getRequest()));
        }

        @Override
        public String getName() {
            return "trekkpaalegg-simulator";
        }
    }

    private static final class SilentNotifier implements Notifier {
        @Override
        public void info(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Throwable cause) {}
    }
}
