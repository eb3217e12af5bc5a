package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.inbox.InboxState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrentPassesTest {
    private static final TestOrder ORDER = TestOrder.of("A", 1, 5);
    private static final int SECONDS = 20;

    private final FeedFixture it = new FeedFixture();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void whenTwoThreadsPollOneEmployer_thenTheSecondWaitsForTheFirst() throws Exception {
        it.authority.publish(ORDER);
        CountDownLatch inListener = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        it.host.listener(delivery -> {
            inListener.countDown();
            await(goOn);
        });
        Future<PassResult> first = threads.submit(it::poll);
        await(inListener);
        Thread[] waiting = new Thread[1];
        Future<PassResult> second = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            return it.poll();
        });

        Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
        assertThat(it.authority.requests()).hasSize(1);
        goOn.countDown();

        assertThat(first.get(SECONDS, TimeUnit.SECONDS).delivery()).isEqualTo(FeedFixture.delivered(1));
        assertThat(second.get(SECONDS, TimeUnit.SECONDS).delivery()).isEqualTo(FeedFixture.delivered(0));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenTwoEmployersArePolled_thenTheirOrdersAreDeliveredAtTheSameTime() throws Exception {
        it.authority.publish(ORDER);
        it.authority.publish(
                FeedFixture.OTHER_EMPLOYER, TestOrder.of("B", 1, 6).naming(FeedFixture.OTHER_EMPLOYER.orgNumber()));
        CyclicBarrier bothInListener = new CyclicBarrier(2);
        it.host.listener(delivery -> await(bothInListener));

        Future<PassResult> one = threads.submit(it::poll);
        Future<PassResult> other = threads.submit(() -> it.feed.poll(FeedFixture.OTHER_EMPLOYER));

        assertThat(one.get(SECONDS, TimeUnit.SECONDS).delivery()).isEqualTo(FeedFixture.delivered(1));
        assertThat(other.get(SECONDS, TimeUnit.SECONDS).delivery()).isEqualTo(FeedFixture.delivered(1));
    }

    @Test
    void whenTwoWorkersAreAtTheSameRow_thenOneDeliversAndTheOtherSkips() throws Exception {
        it.authority.publish(ORDER);
        it.host.listening(false);
        it.poll();
        it.host.listening(true);
        Feed otherNode = it.newFeed(FeedOptions.defaults());
        CyclicBarrier bothHaveReadTheRow = new CyclicBarrier(2);
        Set<Thread> atTheRow = ConcurrentHashMap.newKeySet();
        Set<Thread> metTheOther = ConcurrentHashMap.newKeySet();
        it.faults.before("findDue", () -> atTheRow.add(Thread.currentThread()));
        it.faults.before("inTransaction", () -> {
            if (atTheRow.contains(Thread.currentThread()) && metTheOther.add(Thread.currentThread())) {
                await(bothHaveReadTheRow);
            }
        });

        Future<PassResult> one = threads.submit(it::poll);
        Future<PassResult> other = threads.submit(() -> otherNode.poll(FeedFixture.EMPLOYER));

        assertThat(List.of(
                        one.get(SECONDS, TimeUnit.SECONDS).delivery(),
                        other.get(SECONDS, TimeUnit.SECONDS).delivery()))
                .containsExactlyInAnyOrder(FeedFixture.delivered(1), FeedFixture.delivered(0));
        assertThat(metTheOther).hasSize(2);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenTwoNodesReadTheSamePage_thenItIsStoredOnce() throws Exception {
        it.authority.publish(ORDER);
        Feed otherNode = it.newFeed(FeedOptions.defaults());
        CyclicBarrier bothHaveThePage = new CyclicBarrier(2);
        it.authority.beforeAnswer(request -> await(bothHaveThePage));

        Future<PassResult> one = threads.submit(it::poll);
        Future<PassResult> other = threads.submit(() -> otherNode.poll(FeedFixture.EMPLOYER));

        assertThat(one.get(SECONDS, TimeUnit.SECONDS)).isInstanceOf(PassResult.CaughtUp.class);
        assertThat(other.get(SECONDS, TimeUnit.SECONDS)).isInstanceOf(PassResult.CaughtUp.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAListenerPollsItsOwnEmployer_thenItsDeliveryFails() {
        it.authority.publish(ORDER);
        it.host.listener(delivery -> it.poll());

        it.poll();

        assertThat(it.stateOf(ORDER)).isEqualTo(InboxState.FAILED);
        assertThat(it.entry(ORDER).cause()).contains("IllegalStateException", "cannot be polled by a listener");
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 5L);
    }

    /** Two listeners that polled each other's employers would wait for each other for ever. */
    @Test
    void whenAListenerPollsAnotherEmployer_thenItsDeliveryFails() {
        it.authority.publish(ORDER);
        it.host.listener(delivery -> it.feed.poll(FeedFixture.OTHER_EMPLOYER));

        it.poll();

        assertThat(it.stateOf(ORDER)).isEqualTo(InboxState.FAILED);
        assertThat(it.entry(ORDER).cause()).contains("IllegalStateException", "cannot be polled by a listener");
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 5L);
    }

    @Test
    void whenAListenerHasReturned_thenItsThreadMayPollAgain() {
        it.authority.publish(ORDER);
        it.poll();

        assertThat(it.feed.poll(FeedFixture.OTHER_EMPLOYER)).isInstanceOf(PassResult.CaughtUp.class);
        assertThat(it.poll()).isInstanceOf(PassResult.CaughtUp.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
