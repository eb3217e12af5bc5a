package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.inbox.EmployerBusyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EmployerTurnsTest {
    private static final String EMPLOYER = "313367002";

    private final EmployerTurns turns = new EmployerTurns(Duration.ofMillis(200));
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final FutureTask<String> other = new FutureTask<>(() -> turns.take(EMPLOYER, this::untilReleased));

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    void whenAnotherThreadNeverEnds_thenTheWaitForTheTurnDoesAndTheWorkIsNotDone() throws Exception {
        startOther();

        assertThatExceptionOfType(EmployerBusyException.class)
                .isThrownBy(() -> turns.take(EMPLOYER, () -> {
                    throw new AssertionError("not my turn");
                }))
                .withMessageContaining(EMPLOYER);
        assertThat(turns.<String>take("310000019", () -> "another employer")).isEqualTo("another employer");

        release.countDown();
        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(turns.<String>take(EMPLOYER, () -> "my turn")).isEqualTo("my turn");
    }

    @Test
    void whenTheWaitIsInterrupted_thenItEndsAndTheThreadKnows() throws Exception {
        startOther();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EmployerBusyException.class)
                .isThrownBy(() -> turns.take(EMPLOYER, () -> "not my turn"));

        assertThat(Thread.interrupted()).isTrue();
    }

    private void startOther() throws InterruptedException {
        Thread thread = new Thread(other);
        thread.setDaemon(true);
        thread.start();
        assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private String untilReleased() {
        atWork.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "done";
    }
}
