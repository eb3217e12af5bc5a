package no.trekkpaalegg.client;

import io.micrometer.common.KeyValue;
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
import no.trekkpaalegg.observation.Korrelasjonsid;
import no.trekkpaalegg.observation.Observations;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Makes one GET with one token. It sends the headers, and turns everything except a readable 200 into a typed exception. */
final class ApiExchange {
    private static final String KLIENTID = "Klientid";
    private static final String KORRELASJONSID = "Korrelasjonsid";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final RestClient restClient;
    private final String clientName;
    private final Observations observations;
    private final Clock clock;

    ApiExchange(RestClient restClient, String clientName, Observations observations, Clock clock) {
        this.restClient = restClient;
        this.clientName = clientName;
        this.observations = observations;
        this.clock = clock;
    }

    /** Reads the body of a 200. */
    interface BodyReader<T> {
        /**
         * Reads the body.
         *
         * @throws IOException a {@link MalformedAnswerException} if the body is not what the contract says
         */
        T read(InputStream body) throws IOException;
    }

    /**
     * A request.
     *
     * @param operation name of the operation in metrics
     * @param uri the address
     * @param mayBeAbsent whether an empty result is returned, and not thrown, if the API has nothing under the address
     * @param reader reads the body of a 200
     */
    record Question<T>(String operation, URI uri, boolean mayBeAbsent, BodyReader<T> reader) {}

    /**
     * Makes the request once.
     *
     * @return the result of the reader; empty if the API has nothing under the address and that is allowed
     * @throws TrekkpaaleggApiException for every other answer or failure
     */
    <T> Optional<T> get(Employer employer, Question<T> question, AccessToken token) {
        String korrelasjonsid = UUID.randomUUID().toString();
        try (Korrelasjonsid inLog = Korrelasjonsid.inLog(korrelasjonsid)) {
            return observations.call(
                    "trekkpaalegg.api.request",
                    employer.orgNumber(),
                    KeyValue.of("operation", question.operation()),
                    () -> send(employer, question, token, korrelasjonsid));
        }
    }

    private <T> Optional<T> send(Employer employer, Question<T> question, AccessToken token, String korrelasjonsid) {
        try {
            return restClient
                    .get()
                    .uri(question.uri())
                    .headers(headers -> addHeaders(headers, token, korrelasjonsid))
                    .exchangeForRequiredValue(
                            (request, response) -> read(employer, question, response, korrelasjonsid));
        } catch (TrekkpaaleggApiException | ForeignFailure e) {
            throw e;
        } catch (RuntimeException e) {
            Throwable cause = e instanceof ResourceAccessException ? e.getCause() : e;
            throw ApiFailures.unreachable(employer, korrelasjonsid, cause == null ? e : cause);
        }
    }

    private void addHeaders(HttpHeaders headers, AccessToken token, String korrelasjonsid) {
        headers.setBearerAuth(token.value());
        headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        // Spring Framework 7 asks for gzip otherwise, and a time-out in a compressed body fails in other ways than an
        // IOException.
        headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        headers.set(KLIENTID, clientName);
        headers.set(KORRELASJONSID, korrelasjonsid);
    }

    private <T> Optional<T> read(
            Employer employer, Question<T> question, ClientHttpResponse response, String korrelasjonsid)
            throws IOException {
        int status = response.getStatusCode().value();
        // Closed here, because closing the response would first read the whole rest of the body.
        try (InputStream body = new AnswerBody(response.getBody())) {
            if (status == OK) {
                return Optional.of(readBody(question.reader(), body));
            }
            ApiErrorBody error = ApiErrorBody.read(body);
            if (status == NOT_FOUND && question.mayBeAbsent() && error.saysNothingFound()) {
                return Optional.empty();
            }
            throw refused(employer, response, error, korrelasjonsid);
        } catch (AnswerTooLongException e) {
            throw ApiFailures.tooLong(employer, korrelasjonsid, String.valueOf(e.getMessage()));
        } catch (MalformedAnswerException e) {
            throw ApiFailures.unreadable(employer, korrelasjonsid, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof EOFException) {
                throw ApiFailures.unreadable(employer, korrelasjonsid, "the answer ended early");
            }
            throw e;
        }
    }

    /** A failure of the reader is a fault of the answer, and the call is not retried. */
    private static <T> T readBody(BodyReader<T> reader, InputStream body) throws IOException {
        try {
            return reader.read(body);
        } catch (ForeignFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MalformedAnswerException(
                    "it could not be parsed (" + e.getClass().getSimpleName() + ")");
        }
    }

    private TrekkpaaleggApiException refused(
            Employer employer, ClientHttpResponse response, ApiErrorBody error, String korrelasjonsid)
            throws IOException {
        return ApiFailures.refused(
                employer,
                new FailureDetails(
                        response.getStatusCode().value(),
                        error.kode(),
                        error.melding(),
                        error.korrelasjonsid(),
                        korrelasjonsid,
                        RetryAfter.parse(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER), clock)));
    }
}
