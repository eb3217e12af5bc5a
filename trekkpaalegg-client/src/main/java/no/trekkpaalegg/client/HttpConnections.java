package no.trekkpaalegg.client;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * HTTP for this library: with time limits on everything and without redirects, because a token must not reach another host.
 */
final class HttpConnections {
    private static final int LONG_ANSWER_FACTOR = 10;

    private final HttpClient httpClient;
    private final Duration readTimeout;

    /**
     * @param connectTimeout longest wait for a connection
     * @param readTimeout longest wait for a complete answer, from the request to the last byte of the body
     * @param customizer sets other options of the HTTP client
     */
    HttpConnections(Duration connectTimeout, Duration readTimeout, Consumer<HttpClient.Builder> customizer) {
        HttpClient.Builder builder = HttpClient.newBuilder();
        customizer.accept(builder);
        // HTTP/1.1, because on plain http the JDK's client would ask every server to upgrade to HTTP/2.
        this.httpClient = builder.version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        this.readTimeout = readTimeout;
    }

    /** For answers of ordinary size. */
    ClientHttpRequestFactory requestFactory() {
        return requestFactory(readTimeout);
    }

    /** For an answer that is stored while it is received. It has ten times the read timeout. */
    ClientHttpRequestFactory longAnswerRequestFactory() {
        return requestFactory(readTimeout.multipliedBy(LONG_ANSWER_FACTOR));
    }

    private ClientHttpRequestFactory requestFactory(Duration timeout) {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(httpClient);
        factory.setReadTimeout(timeout);
        return factory;
    }
}
