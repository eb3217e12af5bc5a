package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

@Timeout(60)
class TokenCacheTest {
    private static final Employer EMPLOYER = Employer.own("313367002");
    private final MaskinportenException trouble =
            new MaskinportenException(FailureKind.TRANSIENT, "trouble", FailureDetails.NONE, null);
    private static final MaskinportenSettings SETTINGS = new MaskinportenSettings(
            "client-1", "https://test.maskinporten.no/", URI.create("https://test.maskinporten.no/token"));

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T15:00:00Z"), ZoneOffset.UTC);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<Callable<AccessToken>> maskinporten = new AtomicReference<>(() -> token(120));
    private final TokenCache cache =
            new TokenCache(SETTINGS, this::request, new MaskinportenErrors(SETTINGS, clock), clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private AccessToken request(Employer employer) {
        requests.incrementAndGet();
        try {
            return maskinporten.get().call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private AccessToken token(int seconds) {
        return new AccessToken(
                "token-" + requests, clock.instant(), clock.instant().plusSeconds(seconds));
    }

    private String tokenNow() {
        return cache.tokenFor(EMPLOYER).value();
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void whenTokenLives_thenItIsUsedAgain() {
        assertThat(tokenNow()).isEqualTo("token-1");
        clock.add(Duration.ofSeconds(89));

        assertThat(tokenNow()).isEqualTo("token-1");
        assertThat(requests).hasValue(1);
    }

    @Test
    void whenThreeQuartersOfLifeAreOver_thenTheNextIsFetched() {
        tokenNow();
        clock.add(Duration.ofSeconds(90));

        assertThat(tokenNow()).isEqualTo("token-2");
        assertThat(tokenNow()).isEqualTo("token-2");
    }

    @Test
    void whenTokenIsRefreshed_thenTheOthersGoOnWithTheOldOne() throws Exception {
        tokenNow();
        clock.add(Duration.ofSeconds(100));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        maskinporten.set(() -> {
            asked.countDown();
            answer.await();
            return token(120);
        });
        Future<String> refresher = threads.submit(this::tokenNow);
        asked.await();

        for (int i = 0; i < 10; i++) {
            assertThat(tokenNow()).isEqualTo("token-1");
        }
        answer.countDown();

        assertThat(refresher.get()).isEqualTo("token-2");
        assertThat(requests).hasValue(2);
    }

    @Test
    void whenRefreshFails_thenTheOldTokenIsUsedWhileItLives() {
        tokenNow();
        clock.add(Duration.ofSeconds(95));
        maskinporten.set(() -> {
            throw trouble;
        });

        try (LogCapture log = new LogCapture()) {
            assertThat(tokenNow()).isEqualTo("token-1");
            assertThat(tokenNow()).isEqualTo("token-1");
            assertThat(requests)
                    .as("half of the 20 s left must pass before the next attempt")
                    .hasValue(2);
            clock.add(Duration.ofSeconds(10));
            assertThat(tokenNow()).isEqualTo("token-1");
            assertThat(requests).hasValue(3);

            assertThat(log.warnings()).hasSize(2).allMatch(text -> text.contains("trouble"));
            assertThat(log.text()).doesNotContain("token-1");
        }
        clock.add(Duration.ofSeconds(10));
        assertThatThrownBy(this::tokenNow).isSameAs(trouble);
    }

    @Test
    void whenOldTokenIsRefusedDuringFailingRefresh_thenItIsNotHandedOut() throws Exception {
        AccessToken old = cache.tokenFor(EMPLOYER);
        clock.add(Duration.ofSeconds(95));
        maskinporten.set(() -> {
            cache.refused(EMPLOYER, old);
            throw trouble;
        });

        assertThatThrownBy(this::tokenNow).isSameAs(trouble);
    }

    @Test
    void whenTokenIsAboutToEnd_thenItIsNotHandedOut() {
        tokenNow();
        clock.add(Duration.ofSeconds(115));
        maskinporten.set(() -> {
            throw trouble;
        });

        assertThatThrownBy(this::tokenNow).isSameAs(trouble);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10})
    void whenLifeIsShort_thenTheTokenIsUsedAgainWithinIt(int seconds) {
        maskinporten.set(() -> token(seconds));
        tokenNow();
        clock.add(Duration.ofMillis(seconds * 700L));
        assertThat(tokenNow()).isEqualTo("token-1");

        clock.add(Duration.ofMillis(seconds * 110L));
        assertThat(tokenNow()).isEqualTo("token-2");
    }

    @Test
    void whenTokenIsDeadOnArrival_thenItIsHandedOutOnceAndNothingLoops() {
        maskinporten.set(() -> {
            AccessToken token = token(5);
            clock.add(Duration.ofSeconds(6));
            return token;
        });

        assertThat(tokenNow()).isEqualTo("token-1");
        assertThat(tokenNow()).isEqualTo("token-2");
    }

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
    void whenTokenIsRefused_thenOnlyThatTokenIsDropped() {
        AccessToken first = cache.tokenFor(EMPLOYER);
        cache.refused(EMPLOYER, first);

        AccessToken second = cache.tokenFor(EMPLOYER);
        cache.refused(EMPLOYER, first);
        cache.refused(Employer.systemUser("313367002"), second);

        assertThat(second).isNotEqualTo(first);
        assertThat(cache.tokenFor(EMPLOYER)).isSameAs(second);
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

    @Test
    void whenAnythingOfTheIdentityDiffers_thenTheTokenDoes() {
        List<Employer> employers = List.of(
                EMPLOYER,
                Employer.own("313367010"),
                Employer.systemUser("313367002"),
                Employer.systemUser("313367010"),
                new Employer("313367002", Access.SYSTEM_USER, "a"),
                new Employer("313367002", Access.SYSTEM_USER, "b"),
                Employer.delegation("313367002"),
                Employer.delegation("313367010"));

        List<String> first =
                employers.stream().map(e -> cache.tokenFor(e).value()).toList();
        List<String> second =
                employers.stream().map(e -> cache.tokenFor(e).value()).toList();

        assertThat(first).doesNotHaveDuplicates().isEqualTo(second);
        assertThat(requests).hasValue(employers.size());
    }

    @Test
    void whenEmployersAreNoLongerAskedFor_thenTheirTokensAreForgotten() {
        cache.tokenFor(Employer.own("313367010"));
        cache.tokenFor(Employer.own("313367029"));
        assertThat(cache.size()).isEqualTo(2);
        clock.add(Duration.ofSeconds(121));

        tokenNow();

        assertThat(cache.size()).isEqualTo(1);
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
