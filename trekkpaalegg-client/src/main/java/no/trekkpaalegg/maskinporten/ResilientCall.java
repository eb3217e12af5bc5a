package no.trekkpaalegg.maskinporten;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.TrekkpaaleggException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A call to another system, with retries and a circuit breaker. The circuit breaker is around the retries. It counts one outcome
 * per call, and only {@link FailureKind#TRANSIENT} failures, so that trouble of one employer does not stop the others.
 *
 * <p>Only a transient failure is tried again, and only if it asks for no longer wait than {@link #LONGEST_WAIT}. The configuration
 * of the {@link Retry} cannot change that. An interrupt ends a wait at once: the last failure is thrown, and the thread stays
 * interrupted.
 *
 * <p>Safe for use by many threads.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class ResilientCall {
    /** With a longer {@code Retry-After} the failure is thrown at once. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final Retry retry;
    private final CircuitBreaker circuitBreaker;

    public ResilientCall(Retry retry, CircuitBreaker circuitBreaker) {
        this.retry = Objects.requireNonNull(retry, "retry");
        this.circuitBreaker = Objects.requireNonNull(circuitBreaker, "circuitBreaker");
    }

    /**
     * Makes the call.
     *
     * @param attempt one attempt; called again for every retry
     * @param whenOpen the exception to throw when the circuit breaker is open; of kind {@link FailureKind#TRANSIENT}
     * @return what the first successful attempt returned
     * @throws TrekkpaaleggException the exception of the last attempt
     */
    public <T> T call(Supplier<T> attempt, Supplier<? extends TrekkpaaleggException> whenOpen) {
        if (!circuitBreaker.tryAcquirePermission()) {
            throw whenOpen.get();
        }
        long start = circuitBreaker.getCurrentTimestamp();
        boolean recorded = false;
        try {
            T result = withRetries(attempt);
            recorded = true;
            circuitBreaker.onResult(elapsedSince(start), circuitBreaker.getTimestampUnit(), result);
            return result;
        } catch (TrekkpaaleggException e) {
            if (isTransient(e) && !Thread.currentThread().isInterrupted()) {
                recorded = true;
                circuitBreaker.onError(elapsedSince(start), circuitBreaker.getTimestampUnit(), e);
            }
            throw e;
        } finally {
            if (!recorded) {
                circuitBreaker.releasePermission();
            }
        }
    }

    private long elapsedSince(long start) {
        return circuitBreaker.getCurrentTimestamp() - start;
    }

    private <T> T withRetries(Supplier<T> attempt) {
        Retry.Context<T> context = retry.context();
        while (true) {
            try {
                T result = attempt.get();
                context.onComplete();
                return result;
            } catch (RuntimeException e) {
                if (!isWorthRetrying(e) && wouldRetry(e)) {
                    throw e;
                }
                context.onRuntimeError(e);
            }
        }
    }

    private boolean wouldRetry(RuntimeException e) {
        return retry.getRetryConfig().getExceptionPredicate().test(e);
    }

    private static boolean isTransient(Throwable e) {
        return e instanceof TrekkpaaleggException failure && failure.kind() == FailureKind.TRANSIENT;
    }

    private static boolean isWorthRetrying(Throwable e) {
        return isTransient(e) && retryAfter(e).compareTo(LONGEST_WAIT) <= 0;
    }

    private static Duration retryAfter(Throwable e) {
        return e instanceof TrekkpaaleggException failure ? failure.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
    }

    /**
     * Three attempts. The wait is half a second before the second and a second before the third, up to a half more or less, and at
     * least as long as the other side asks for.
     */
    public static RetryConfig defaultRetryConfig() {
        IntervalFunction backoff = IntervalFunction.ofExponentialRandomBackoff(FIRST_WAIT, 2, 0.5, LONGEST_BACKOFF);
        return RetryConfig.custom()
                .maxAttempts(ATTEMPTS)
                .retryOnException(ResilientCall::isWorthRetrying)
                .intervalBiFunction((attempt, outcome) -> Math.max(
                        backoff.apply(attempt),
                        outcome.isLeft() ? retryAfter(outcome.getLeft()).toMillis() : 0))
                .build();
    }

    /** Opens for 30 s when 70 % of the last 20 calls (at least 10) failed, then allows 3 trial calls. */
    public static CircuitBreakerConfig defaultCircuitBreakerConfig() {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(70)
                // A slow success counts as a success: a call can wait for a Retry-After, or stream for minutes.
                .slowCallDurationThreshold(Duration.ofDays(1))
                .waitDurationInOpenState(Duration.ofSeconds(30))
                .permittedNumberOfCallsInHalfOpenState(3)
                .recordException(ResilientCall::isTransient)
                .ignoreException(e -> !isTransient(e))
                .build();
    }
}
