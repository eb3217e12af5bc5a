package no.trekkpaalegg.test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong with a request. There are two sorts. Faults on the way back ({@link #connectionReset()},
 * {@link #truncatedBody()}, {@link #delay}, {@link #heldUntil}) spoil an answer that was really given: a token request that
 * ends so has used up its assertion. All others stand in for the answer, as a gateway does, and the service never sees the
 * request. Immutable.
 */
public final class Fault {
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    /** Handles the request in place of the given service, or with it. */
    private interface Effect {
        Answer on(Supplier<Answer> service);
    }

    private final String name;
    private final Effect effect;

    private Fault(String name, Effect effect) {
        this.name = name;
        this.effect = effect;
    }

    private static Fault onTheWayBack(String name, UnaryOperator<Answer> spoil) {
        return new Fault(name, service -> spoil.apply(service.get()));
    }

    private static Fault inFront(String name, Answer answer) {
        return new Fault(name, service -> answer);
    }

    /** Nothing goes wrong: lets requests through before the next fault in the queue. */
    public static Fault none() {
        return new Fault("none", Supplier::get);
    }

    /**
     * The connection is reset instead of an answer. The JDK's {@code HttpClient} by itself asks once more when that happens to a
     * GET on a connection it has used before, so a caller that uses it may need the fault twice.
     */
    public static Fault connectionReset() {
        return onTheWayBack("connection reset", answer -> answer.ending(Answer.Ending.RESET));
    }

    /** The first half of the body comes, then the connection is closed. */
    public static Fault truncatedBody() {
        return onTheWayBack("truncated body", answer -> answer.ending(Answer.Ending.CUT_SHORT));
    }

    /** The answer comes late, by real time. */
    public static Fault delay(Duration delay) {
        return onTheWayBack("delay", answer -> answer.delayedBy(delay));
    }

    /** The answer is kept back until the latch reaches zero, 30 seconds at most. */
    public static Fault heldUntil(CountDownLatch release) {
        return onTheWayBack("held", answer -> {
            await(release);
            return answer;
        });
    }

    /** 500 with a page of HTML. */
    public static Fault internalServerErrorPage() {
        return inFront("500 page", Answer.html(500, "Internal Server Error"));
    }

    /** 503 with a page of HTML and no {@code Retry-After}. */
    public static Fault serviceUnavailable() {
        return inFront("503 page", Answer.html(503, "Service Unavailable"));
    }

    /** 503 with a page of HTML and {@code Retry-After} in whole seconds. */
    public static Fault serviceUnavailable(Duration retryAfter) {
        return inFront("503 page", retryAfter(Answer.html(503, "Service Unavailable"), retryAfter));
    }

    /** 503 with a page of HTML and {@code Retry-After} as an HTTP date. */
    public static Fault serviceUnavailable(Instant retryAt) {
        return inFront("503 page", retryAt(Answer.html(503, "Service Unavailable"), retryAt));
    }

    /** 429 with {@code Retry-After} in whole seconds. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return inFront("429", retryAfter(Answer.of(429, "text/plain", "Too Many Requests"), retryAfter));
    }

    /** 429 with {@code Retry-After} as an HTTP date. */
    public static Fault tooManyRequests(Instant retryAt) {
        return inFront("429", retryAt(Answer.of(429, "text/plain", "Too Many Requests"), retryAt));
    }

    /** 200 with no body at all. */
    public static Fault emptyBody() {
        return inFront("empty 200", Answer.of(200, "application/json", ""));
    }

    /** 200 with a page of HTML. */
    public static Fault htmlPage() {
        return inFront("HTML 200", Answer.html(200, "Planlagt vedlikehold"));
    }

    /** 200 with the JSON value {@code null}. */
    public static Fault nullBody() {
        return inFront("null body", Answer.of(200, "application/json", "null"));
    }

    /** 200 with a JSON object that is neither an order nor a token. */
    public static Fault objectBody() {
        return inFront("object body", Answer.json(200, Map.of("status", "OK")));
    }

    /** An error answer of the API: the given status with {@code kode}, {@code melding} and {@code korrelasjonsid}. */
    public static Fault apiError(int status, String kode) {
        return inFront(
                status + " " + kode,
                Answer.json(
                        status, Map.of("kode", kode, "melding", "Simulert feil", "korrelasjonsid", "simulert-feil")));
    }

    /** Any answer. */
    public static Fault answer(int status, String contentType, String body) {
        return inFront("answer " + status, Answer.of(status, contentType, body));
    }

    Answer applyTo(Supplier<Answer> service) {
        return effect.on(service);
    }

    private static Answer retryAfter(Answer answer, Duration wait) {
        return answer.withHeader("Retry-After", Long.toString(wait.toSeconds()));
    }

    private static Answer retryAt(Answer answer, Instant at) {
        return answer.withHeader("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC)));
    }

    private static void await(CountDownLatch release) {
        try {
            if (!release.await(LONGEST_HOLD.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("an answer was held and not released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the simulator was stopped while it held an answer", e);
        }
    }

    /** The sort of fault. */
    @Override
    public String toString() {
        return name;
    }
}
