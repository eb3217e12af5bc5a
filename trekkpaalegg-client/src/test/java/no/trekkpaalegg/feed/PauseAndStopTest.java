package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Paused;
import no.trekkpaalegg.feed.PassResult.Stopped;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

class PauseAndStopTest {
    private final FeedFixture it = FeedFixture.withPages(2);

    @Test
    void whenPaused_thenNothingIsReadOrDelivered() {
        it.host.listening(false);
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.host.listening(true);
        int requests = it.authority.requests().size();
        it.pause(true);

        assertThat(it.poll()).isEqualTo(new Paused());
        assertThat(it.reconcile()).isEqualTo(new Paused());
        it.runDue();

        assertThat(it.authority.requests()).hasSize(requests);
        assertThat(it.host.told()).isEmpty();
    }

    @Test
    void whenPausedAndNoPollIsDue_thenRunDueDeliversNothing() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.host.listener(delivery -> {
            throw new IllegalStateException();
        });
        it.poll();
        it.host.succeeds();
        it.pause(true);
        it.clock.add(Duration.ofMinutes(2));

        assertThat(it.runDue())
                .isEqualTo(it.clock.instant().plus(PollOptions.defaults().interval()));
        assertThat(it.host.told()).isEmpty();
    }

    @Test
    void whenResumed_thenReadingAndDeliveryGoOn() {
        it.pause(true);
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.pause(false);

        assertThat(it.poll()).isInstanceOf(CaughtUp.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAPassIsRun_thenAPauseSetMeanwhileStays() {
        it.authority.beforeAnswer(request -> it.pause(true));

        it.poll();

        assertThat(it.state().paused()).isTrue();
    }

    @Test
    void whenStoppedBetweenPages_thenThePageIsKeptAndTheRestIsForTheNextStart() {
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6), TestOrder.of("C", 1, 7));
        it.authority.beforeAnswer(request -> it.feed.stop());

        assertThat(it.poll()).isEqualTo(new Stopped(delivered(0)));
        assertThat(it.authority.requestedAfter()).containsExactly(0L);
        assertThat(it.host.told()).isEmpty();
        assertThat(it.count(InboxState.PENDING)).isEqualTo(2);
        assertThat(it.state().nextPollAt()).isNull();

        it.authority.recover();
        it.newFeed(FeedOptions.defaults()).poll(FeedFixture.EMPLOYER);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1", "NYTT C/1");
    }

    @Test
    void whenStoppedBetweenOrders_thenTheRunningOneIsFinishedAndTheRestIsForTheNextStart() {
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6));
        it.host.listener(delivery -> it.feed.stop());

        assertThat(it.poll().delivery()).isEqualTo(delivered(1));
        assertThat(it.host.told()).containsExactly("NYTT A/1");

        it.host.succeeds();
        it.newFeed(FeedOptions.defaults()).poll(FeedFixture.EMPLOYER);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenStopped_thenALaterPassEndsAtOnce() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.feed.stop();

        assertThat(it.poll()).isEqualTo(new Stopped(delivered(0)));
        assertThat(it.authority.requests()).isEmpty();
    }

    @Test
    void whenStopped_thenALaterReconciliationEndsAtOnce() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.feed.stop();

        assertThat(it.reconcile()).isEqualTo(new Stopped(delivered(0)));
        assertThat(it.authority.requests()).isEmpty();
    }

    @Test
    void whenStoppedWhileAllOrdersAreRead_thenTheRestIsLeftAndTheNextReconciliationBringsIt() {
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6));
        it.authority.beforeAnswer(request -> it.feed.stop());

        assertThat(it.reconcile()).isInstanceOf(Stopped.class);
        assertThat(it.isStored(TestOrder.of("B", 1, 6))).isFalse();

        it.authority.beforeAnswer(request -> {});
        it.feed.start();
        assertThat(it.reconcile()).isInstanceOf(PassResult.Reconciled.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }
}
