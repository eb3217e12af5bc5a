package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.client.TrekkpaaleggApiException;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Stopped;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application stops while something hangs. */
@Timeout(30)
class StopTest {
    private static final TestOrder ORDER = TestOrder.of("A", 1, 5);

    private final FeedFixture it = new FeedFixture();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    void whenACallHangs_thenItIsCutOffAndThePassCountsAsStopped() throws Exception {
        it.authority.publish(ORDER);
        it.authority.beforeAnswer(request -> hang());
        FutureTask<PassResult> pass = start();

        it.feed.stop();

        assertThat(pass.get(10, TimeUnit.SECONDS)).isInstanceOf(Stopped.class);
        assertThat(it.state().failures()).isZero();
        assertThat(it.state().lastOutcome()).isNull();
    }

    @Test
    void whenTheApplicationStartsAgain_thenCallsAreMadeAsBefore() {
        it.authority.publish(ORDER);
        it.feed.stop();
        assertThat(it.poll()).isInstanceOf(Stopped.class);

        it.feed.start();

        assertThat(it.poll()).isInstanceOf(CaughtUp.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAListenerIsAtWork_thenItIsNotInterruptedAndTheLogSaysWhichVersionItHas() throws Exception {
        it.authority.publish(ORDER);
        it.host.listener(delivery -> hang());
        FutureTask<PassResult> pass = start();

        try (FeedLog log = new FeedLog()) {
            it.feed.stop();
            assertThat(log.at(Level.INFO))
                    .anyMatch(line -> line.contains("The stop waits for the application's listener")
                            && line.contains("employer 313367002 (trekkid A, trekkversjon 1)"));
        }
        release.countDown();

        assertThat(pass.get(10, TimeUnit.SECONDS).delivery().delivered()).isEqualTo(1);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenNothingIsDelivered_thenTheStopSaysNothing() {
        try (FeedLog log = new FeedLog()) {
            it.feed.stop();

            assertThat(log.lines()).isEmpty();
        }
    }

    private FutureTask<PassResult> start() throws InterruptedException {
        FutureTask<PassResult> pass = new FutureTask<>(it::poll);
        Thread thread = new Thread(pass);
        thread.setDaemon(true);
        thread.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return pass;
    }

    /** As a call does that is interrupted. */
    private void hang() {
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrekkpaaleggApiException(FailureKind.TRANSIENT, "cut off", FailureDetails.NONE, null);
        }
    }
}
