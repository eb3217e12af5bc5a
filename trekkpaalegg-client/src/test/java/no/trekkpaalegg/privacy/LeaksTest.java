package no.trekkpaalegg.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeaksTest {
    private final Leaks leaks = new Leaks(new ForbiddenText(List.of()));

    @Test
    void whenTheSameIsFoundAgain_thenItIsLoggedOnce() {
        leaks.look("here", "fnr 11918412399");
        leaks.look("here", "fnr 11918412399");
        leaks.look("there", "fnr 313367002");

        assertThat(leaks.take()).containsExactly("here: an eleven-digit number after 'fnr '");
        assertThat(leaks.take()).isEmpty();
    }

    @Test
    void whenAnExceptionIsShown_thenItsWholeChainIsLookedAt() {
        Exception shown = new IllegalStateException("outer", new IllegalArgumentException("is 11918412399"));
        shown.addSuppressed(new RuntimeException("no 11918412399"));

        leaks.look("endpoint", shown);

        assertThat(leaks.take()).hasSize(2).allMatch(leak -> leak.startsWith("endpoint, java.lang."));
    }

    @Test
    void whenALiveThreadIsNamedSo_thenItIsFound() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "order of 11918412399");
        thread.start();
        try {
            leaks.lookAtThreads();
        } finally {
            end.countDown();
            thread.join();
        }

        assertThat(leaks.take()).containsExactly("a thread's name: an eleven-digit number after 'order of '");
        leaks.lookAtThreads();
        assertThat(leaks.take()).isEmpty();
    }
}
