package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TimeLimitedKeySourceTest {
    private final SigningKey key = TestKeys.signingKey();
    private final CountDownLatch vaultAnswers = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void letTheVaultAnswer() {
        vaultAnswers.countDown();
    }

    private SigningKey ask() {
        asked.incrementAndGet();
        try {
            vaultAnswers.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return key;
    }

    @Test
    void whenTheSourceAnswers_thenItIsAskedForEachKey() {
        vaultAnswers.countDown();
        SigningKeySource keys = ((SigningKeySource) this::ask).within(Duration.ofSeconds(20));

        assertThat(keys.current()).isSameAs(key);
        assertThat(keys.current()).isSameAs(key);

        assertThat(asked).hasValue(2);
    }

    @Test
    void whenTheSourceDoesNotAnswer_thenTheWaitEndsAndTheNextCallerDoesNotWaitAtAll() {
        SigningKeySource keys = ((SigningKeySource) this::ask).within(Duration.ofSeconds(1));
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(keys::current)
                .withMessageContaining("has not answered within 1 s");

        long start = System.nanoTime();
        assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(keys::current);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        assertThat(asked).hasValue(1);
    }

    @Test
    void whenTheSourceAnswersAfterAll_thenItIsAskedAgain() {
        SigningKeySource keys = ((SigningKeySource) this::ask).within(Duration.ofMillis(500));
        assertThatThrownBy(keys::current).isInstanceOf(UnusableKeyException.class);

        vaultAnswers.countDown();

        await().untilAsserted(() -> assertThat(keys.current()).isSameAs(key));
    }

    @Test
    void whenTheSourceThrows_thenItsExceptionIsThrown() {
        RuntimeException trouble = new IllegalStateException("no such secret");
        SigningKeySource keys = ((SigningKeySource) () -> {
                    throw trouble;
                })
                .within(Duration.ofSeconds(20));

        assertThatThrownBy(keys::current).isSameAs(trouble);
    }

    @Test
    void whenTheCallerIsInterrupted_thenItStopsWaitingAndStaysInterrupted() throws InterruptedException {
        SigningKeySource keys = ((SigningKeySource) this::ask).within(Duration.ofMinutes(5));
        boolean[] interrupted = new boolean[1];
        Thread caller = new Thread(() -> {
            assertThatThrownBy(keys::current).isInstanceOf(UnusableKeyException.class);
            interrupted[0] = Thread.currentThread().isInterrupted();
        });

        caller.start();
        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(caller.isAlive()).isFalse();
        assertThat(interrupted[0]).isTrue();
    }
}
