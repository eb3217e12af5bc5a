package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;

/** Many threads that want a token at once share one request, and its failure. */
class TokenCacheThreadsTest extends TokenCacheFixture {
    @Test
    void whenManyThreadsFindNoToken_thenOneRequestServesAll() throws Exception {
        List<Future<String>> callers = manyCallers(64, () -> token(120));

        for (Future<String> caller : callers) {
            assertThat(caller.get()).isEqualTo("token-1");
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void whenManyThreadsFindAnExpiredToken_thenOneRequestServesAll() throws Exception {
        tokenNow();
        clock.add(Duration.ofSeconds(121));
        List<Future<String>> callers = manyCallers(64, () -> token(120));

        for (Future<String> caller : callers) {
            assertThat(caller.get()).isEqualTo("token-2");
        }
        assertThat(requests).hasValue(2);
    }

    @Test
    void whenTheRequestFails_thenAllWaitersShareTheFailureAndTheNextCallerTriesAgain() throws Exception {
        List<Future<String>> callers = manyCallers(64, () -> {
            throw trouble;
        });

        for (Future<String> caller : callers) {
            assertThatThrownBy(caller::get).hasCause(trouble);
        }
        assertThat(requests).hasValue(1);
        maskinporten.set(() -> token(120));
        assertThat(tokenNow()).isEqualTo("token-2");
    }

    @Test
    void whenTheRequestEndsInAnError_thenNoCallerWaitsForever() throws Exception {
        List<Future<String>> callers = manyCallers(8, () -> {
            throw new LinkageError("broken");
        });

        for (Future<String> caller : callers) {
            assertThat(catchThrowable(caller::get)).hasRootCauseInstanceOf(LinkageError.class);
        }
        maskinporten.set(() -> token(120));
        assertThat(tokenNow()).isEqualTo("token-2");
    }

    @Test
    void whenAWaiterIsInterrupted_thenOnlyItFails() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        maskinporten.set(() -> {
            asked.countDown();
            answer.await();
            return token(120);
        });
        Future<String> owner = threads.submit(this::tokenNow);
        asked.await();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            thrown.set(catchThrowable(this::tokenNow));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);

        waiter.interrupt();
        waiter.join();

        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        MaskinportenException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TRANSIENT));
        assertThat(interrupted.get()).isTrue();
        assertThat(owner.isDone()).isFalse();
        answer.countDown();
        assertThat(owner.get()).isEqualTo("token-1");
        assertThat(requests).hasValue(1);
    }

    @Test
    void whenTheThreadThatAsksIsInterrupted_thenAWaiterTakesOver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        maskinporten.set(() -> {
            maskinporten.set(() -> token(120));
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw trouble;
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread owner = new Thread(() -> thrown.set(catchThrowable(this::tokenNow)));
        owner.start();
        asked.await();
        List<Future<String>> waiters = new ArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiters.add(submitWaiter(waiting));
        }
        awaitAllWaiting(waiting, 8);

        owner.interrupt();

        for (Future<String> waiter : waiters) {
            assertThat(waiter.get()).isEqualTo("token-2");
        }
        owner.join();
        assertThat(thrown.get()).isSameAs(trouble);
        assertThat(requests).hasValue(2);
    }

    @Test
    void whenManyThreadsAreRefusedTheSameToken_thenOneNewRequestIsMade() throws Exception {
        AccessToken refused = cache.tokenFor(EMPLOYER);
        List<Future<String>> callers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            callers.add(threads.submit(() -> {
                cache.refused(EMPLOYER, refused);
                return tokenNow();
            }));
        }

        for (Future<String> caller : callers) {
            assertThat(caller.get()).isEqualTo("token-2");
        }
    }

    /** Starts callers and answers the first of them when all others wait for it. */
    private List<Future<String>> manyCallers(int count, Callable<AccessToken> outcome) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        maskinporten.set(() -> {
            asked.countDown();
            if (!answer.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("never answered");
            }
            return outcome.call();
        });
        List<Thread> waiting = new ArrayList<>();
        List<Future<String>> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(submitWaiter(waiting));
        }
        asked.await();
        awaitAllWaiting(waiting, count);
        answer.countDown();
        return callers;
    }

    private Future<String> submitWaiter(List<Thread> waiting) {
        return threads.submit(() -> {
            synchronized (waiting) {
                waiting.add(Thread.currentThread());
            }
            return tokenNow();
        });
    }

    private static void awaitAllWaiting(List<Thread> waiting, int count) {
        await().until(() -> {
            synchronized (waiting) {
                return waiting.size() == count
                        && waiting.stream()
                                .allMatch(t -> t.getState() == Thread.State.WAITING
                                        || t.getState() == Thread.State.TIMED_WAITING);
            }
        });
    }
}
