package no.trekkpaalegg.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import no.trekkpaalegg.client.ApiExchange.BodyReader;
import no.trekkpaalegg.client.ApiExchange.Question;
import no.trekkpaalegg.maskinporten.AccessToken;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.maskinporten.ResilientCall;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Observations;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.springframework.web.client.RestClient;

/**
 * Reads orders through Spring's {@link RestClient}.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class RestOrderReader implements OrderReader {
    private static final int UNAUTHORIZED = 401;

    private final OrderRequests requests;
    private final int maxElementSize;
    private final AccessTokenSource tokens;
    private final ResilientCall resilientCall;
    private final ApiExchange exchange;
    private final ApiExchange longExchange;

    /**
     * @param http the HTTP client for the API. Its request factory sets the timeouts and must not follow redirects
     * @param longHttp the same for the answer with all current orders, which can take longer to receive
     * @param resilientCall retries and circuit breaker around each call
     * @param observations observes each request
     */
    public RestOrderReader(
            ApiSettings settings,
            AccessTokenSource tokens,
            RestClient.Builder http,
            RestClient.Builder longHttp,
            ResilientCall resilientCall,
            Observations observations,
            Clock clock) {
        this.requests = new OrderRequests(settings.baseUrl());
        this.maxElementSize = settings.maxElementSize();
        this.tokens = tokens;
        this.resilientCall = resilientCall;
        this.exchange = new ApiExchange(http.clone().build(), settings.clientName(), observations, clock);
        this.longExchange = new ApiExchange(longHttp.clone().build(), settings.clientName(), observations, clock);
    }

    @Override
    public List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit) {
        if (afterSekvensnummer < 0 || limit < 1) {
            throw new IllegalArgumentException("fraSekvensnummer must be 0 or more and maksAntall 1 or more, not "
                    + afterSekvensnummer + " and " + limit);
        }
        OrderArrayReader reader =
                new OrderArrayReader(JsonLimits.maxPageChars(limit), JsonLimits.maxPageElements(limit), maxElementSize);
        BodyReader<List<ReceivedOrder>> page = body -> {
            List<ReceivedOrder> orders = new ArrayList<>();
            reader.read(body, orders::add);
            return orders;
        };
        return call(
                        exchange,
                        employer,
                        new Question<>("changes", requests.changes(afterSekvensnummer, limit), false, page))
                .orElseThrow();
    }

    @Override
    public void readAll(Employer employer, Consumer<ReceivedOrder> consumer) {
        OrderArrayReader reader = new OrderArrayReader(JsonLimits.MAX_ALL_CHARS, Long.MAX_VALUE, maxElementSize);
        AtomicBoolean begun = new AtomicBoolean();
        BodyReader<Boolean> all = body -> {
            try {
                reader.read(body, order -> {
                    begun.set(true);
                    handOn(order, consumer);
                });
                return true;
            } catch (MalformedAnswerException e) {
                throw e;
            } catch (IOException e) {
                // The consumer must not see the same elements again, so a call that fails in the middle is not retried.
                throw begun.get() ? new MalformedAnswerException("the answer ended early") : e;
            }
        };
        call(longExchange, employer, new Question<>("all", requests.all(), false, all));
    }

    private static void handOn(ReceivedOrder order, Consumer<ReceivedOrder> consumer) {
        try {
            consumer.accept(order);
        } catch (RuntimeException e) {
            throw new ForeignFailure(e);
        }
    }

    @Override
    public Optional<ReceivedOrder> readVersion(Employer employer, String trekkid, int trekkversjon) {
        if (trekkid.isBlank() || OrderReader.changesThePath(trekkid) || trekkversjon < 1) {
            throw new IllegalArgumentException(
                    "trekkid must not be blank, . or .., and trekkversjon must be 1 or more");
        }
        URI uri = requests.version(trekkid, trekkversjon);
        return call(exchange, employer, new Question<>("version", uri, true, this::readOne));
    }

    private ReceivedOrder readOne(InputStream body) throws IOException {
        List<ReceivedOrder> orders = new ArrayList<>(1);
        new OrderArrayReader(JsonLimits.MAX_SKIPPED_CHARS, 1, maxElementSize).readSingle(body, orders::add);
        return orders.get(0);
    }

    private <T> Optional<T> call(ApiExchange http, Employer employer, Question<T> question) {
        try {
            return resilientCall.call(() -> attempt(http, employer, question), () -> ApiFailures.circuitOpen(employer));
        } catch (ForeignFailure e) {
            throw e.thrown();
        }
    }

    /**
     * Takes the token in each attempt, because the waits between attempts can outlast it. A refused token is dropped, and the
     * request is made once more with a new one. A second refusal is reported.
     */
    private <T> Optional<T> attempt(ApiExchange http, Employer employer, Question<T> question) {
        AccessToken token = tokenFor(employer);
        try {
            return http.get(employer, question, token);
        } catch (TrekkpaaleggApiException e) {
            if (e.httpStatus().orElse(0) != UNAUTHORIZED) {
                throw e;
            }
            tokens.refused(employer, token);
            return http.get(employer, question, tokenFor(employer));
        }
    }

    private AccessToken tokenFor(Employer employer) {
        try {
            return tokens.tokenFor(employer);
        } catch (RuntimeException e) {
            // Calls to Maskinporten have their own retries and circuit breaker.
            throw new ForeignFailure(e);
        }
    }
}
