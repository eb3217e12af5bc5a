package no.trekkpaalegg.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import no.trekkpaalegg.maskinporten.AccessToken;
import no.trekkpaalegg.maskinporten.RetryAfter;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** One GET with one token: sends the headers, and turns everything but a readable 200 into a typed exception. */
final class ApiExchange {
    private static final String KLIENTID = "Klientid";
    private static final String KORRELASJONSID = "Korrelasjonsid";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final RestClient restClient;
    private final String clientName;
    private final Clock clock;

    ApiExchange(RestClient restClient, String clientName, Clock clock) {
        this.restClient = restClient;
        this.clientName = clientName;
        this.clock = clock;
    }

    /** Reads the body of a 200. */
    interface BodyReader<T> {
        /**
         * Reads it.
         *
         * @throws IOException a {@link MalformedAnswerException} if the body is not what the contract says
         */
        T read(InputStream body) throws IOException;
    }

    /**
     * Asks once.
     *
     * @return what the reader made of the body; empty if the API says that it has nothing under this address
     * @throws TrekkpaaleggApiException for everything else
     */
    <T> Optional<T> get(Employer employer, URI uri, AccessToken token, BodyReader<T> reader) {
        String korrelasjonsid = UUID.randomUUID().toString();
        try {
            return restClient
                    .get()
                    .uri(uri)
                    .headers(headers -> addHeaders(headers, token, korrelasjonsid))
                    .exchangeForRequiredValue((request, response) -> read(employer, response, korrelasjonsid, reader));
        } catch (TrekkpaaleggApiException | ConsumerFailure e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable cause = e instanceof ResourceAccessException ? e.getCause() : e;
            throw ApiFailures.unreachable(employer, korrelasjonsid, cause == null ? e : cause);
        }
    }

    private void addHeaders(HttpHeaders headers, AccessToken token, String korrelasjonsid) {
        headers.setBearerAuth(token.value());
        headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        headers.set(KLIENTID, clientName);
        headers.set(KORRELASJONSID, korrelasjonsid);
    }

    private <T> Optional<T> read(
            Employer employer, ClientHttpResponse response, String korrelasjonsid, BodyReader<T> reader)
            throws IOException {
        int status = response.getStatusCode().value();
        // Closed here, because closing the response would first read the rest of the body, however long it is.
        try (InputStream body = response.getBody()) {
            return status == OK
                    ? Optional.of(reader.read(body))
                    : refused(employer, response, korrelasjonsid, status);
        } catch (MalformedAnswerException e) {
            throw ApiFailures.unreadable(employer, korrelasjonsid, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof EOFException) {
                throw ApiFailures.unreadable(employer, korrelasjonsid, "the answer ended early");
            }
            throw e;
        }
    }

    private <T> Optional<T> refused(Employer employer, ClientHttpResponse response, String korrelasjonsid, int status)
            throws IOException {
        ApiErrorBody body = ApiErrorBody.read(response.getBody());
        if (status == NOT_FOUND && body.saysNothingFound()) {
            return Optional.empty();
        }
        throw ApiFailures.refused(
                employer,
                new FailureDetails(
                        status,
                        body.kode(),
                        body.melding(),
                        body.korrelasjonsid(),
                        korrelasjonsid,
                        RetryAfter.parse(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER), clock)));
    }
}
