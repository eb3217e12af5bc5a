package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.threeten.extra.MutableClock;

class ResilientCallTest {
    private final MaskinportenException open =
            new MaskinportenException(FailureKind.TRANSIENT, "open", FailureDetails.NONE, null);

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T15:00:00Z"), ZoneOffset.UTC);
    private final Retry retry = Retry.of("test", withoutWaiting(3));
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.from(ResilientCall.defaultCircuitBreakerConfig())
                    .clock(clock)
                    .currentTimestampFunction(c -> c.instant().toEpochMilli(), TimeUnit.MILLISECONDS)
                    .build());
    private final ResilientCall resilient = new ResilientCall(retry, breaker);
    private final AtomicInteger attempts = new AtomicInteger();

    /** As a host might set it up: no word about which failures are worth a retry. */
    private static RetryConfig withoutWaiting(int maxAttempts) {
        return RetryConfig.custom()
                .maxAttempts(maxAttempts)
                .waitDuration(Duration.ofMillis(1))
                .build();
    }

    private static MaskinportenException failure(FailureKind kind, Duration retryAfter) {
        return new MaskinportenException(
                kind, kind.name(), new FailureDetails(null, null, null, null, null, retryAfter), null);
    }

    private String call(RuntimeException... failures) {
        Deque<RuntimeException> left = new ArrayDeque<>(List.of(failures));
        return resilient.call(
                () -> {
                    attempts.incrementAndGet();
                    if (!left.isEmpty()) {
                        throw left.pop();
                    }
                    return "done";
                },
                () -> open);
    }

    @Test
    void whenTransientFailurePasses_thenTheCallSucceeds() {
        RuntimeException trouble = failure(FailureKind.TRANSIENT, null);

        assertThat(call(trouble, trouble)).isEqualTo("done");
        assertThat(attempts).hasValue(3);
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void whenTransientFailureStays_thenTheLastIsThrownAndCountedOnce() {
        RuntimeException last = failure(FailureKind.TRANSIENT, null);
        RuntimeException trouble = failure(FailureKind.TRANSIENT, null);

        assertThatThrownBy(() -> call(trouble, trouble, last)).isSameAs(last);
        assertThat(attempts).hasValue(3);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRANSIENT")
    void whenFailureIsPermanent_thenItIsNeitherRetriedNorCounted(FailureKind kind) {
        RuntimeException trouble = failure(kind, null);

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> call(trouble)).isSameAs(trouble);
        }

        assertThat(attempts).hasValue(50);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void whenSomethingElseIsThrown_thenItIsNeitherRetriedNorCounted() {
        RuntimeException bug = new IllegalStateException("bug");

        assertThatThrownBy(() -> call(bug)).isSameAs(bug);
        assertThat(attempts).hasValue(1);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
    }

    @Test
    void whenAskedToWaitLong_thenItIsNotRetried() {
        RuntimeException trouble = failure(FailureKind.TRANSIENT, Duration.ofSeconds(61));

        assertThatThrownBy(() -> call(trouble)).isSameAs(trouble);
        assertThat(attempts).hasValue(1);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void whenCallsKeepFailing_thenTheBreakerOpensAndClosesAgain() {
        RuntimeException trouble = failure(FailureKind.TRANSIENT, Duration.ofMinutes(5));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> call(trouble)).isSameAs(trouble);
        }

        assertThatThrownBy(this::call).isSameAs(open);
        assertThat(attempts).hasValue(10);

        clock.add(Duration.ofSeconds(31));
        for (int i = 0; i < 3; i++) {
            assertThat(call()).isEqualTo("done");
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void whenHalfOpenCallFailsPermanently_thenAnotherMayTry() {
        breaker.transitionToOpenState();
        clock.add(Duration.ofSeconds(31));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> call(failure(FailureKind.ACCESS, null))).isNotSameAs(open);
        }

        assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void whenInterruptedWhileWaiting_thenTheFailureIsThrownAndTheThreadStaysInterrupted() throws Exception {
        ResilientCall patient = new ResilientCall(
                Retry.of(
                        "patient",
                        RetryConfig.custom().waitDuration(Duration.ofMinutes(5)).build()),
                breaker);
        RuntimeException trouble = failure(FailureKind.TRANSIENT, null);
        AtomicInteger tried = new AtomicInteger();
        boolean[] interrupted = new boolean[1];
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(() -> {
            thrown[0] = catchThrowable(() -> patient.call(
                    () -> {
                        tried.incrementAndGet();
                        Thread.currentThread().interrupt();
                        throw trouble;
                    },
                    () -> open));
            interrupted[0] = Thread.currentThread().isInterrupted();
        });

        thread.start();
        thread.join(Duration.ofSeconds(20).toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown[0]).isSameAs(trouble);
        assertThat(interrupted[0]).isTrue();
        assertThat(tried).hasValue(1);
        assertThat(breaker.getMetrics().getNumberOfBufferedCalls())
                .as("a cancelled call says nothing about the other side")
                .isZero();
    }

    @Test
    void whenDefaultsAreUsed_thenWaitsGrowAndHonourRetryAfter() {
        RetryConfig defaults = ResilientCall.defaultRetryConfig();
        IntervalBiFunction<Object> interval = defaults.getIntervalBiFunction();

        assertThat(defaults.getMaxAttempts()).isEqualTo(3);
        assertThat(interval.apply(1, Either.left(failure(FailureKind.TRANSIENT, null))))
                .isBetween(250L, 750L);
        assertThat(interval.apply(2, Either.left(failure(FailureKind.TRANSIENT, null))))
                .isBetween(500L, 1500L);
        assertThat(interval.apply(1, Either.left(failure(FailureKind.TRANSIENT, Duration.ofSeconds(60)))))
                .isEqualTo(60_000L);
    }

    @Test
    void whenDefaultsAreUsed_thenOnlyShortTransientFailuresAreRetried() {
        var worthIt = ResilientCall.defaultRetryConfig().getExceptionPredicate();

        assertThat(worthIt.test(failure(FailureKind.TRANSIENT, null))).isTrue();
        assertThat(worthIt.test(failure(FailureKind.TRANSIENT, Duration.ofSeconds(60))))
                .isTrue();
        assertThat(worthIt.test(failure(FailureKind.TRANSIENT, Duration.ofSeconds(61))))
                .isFalse();
        assertThat(worthIt.test(failure(FailureKind.UNREADABLE, null))).isFalse();
        assertThat(worthIt.test(new IllegalStateException())).isFalse();
    }
}
