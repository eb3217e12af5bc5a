package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final TestOrder ORDER = TestOrder.of("A", 1, 5);

    @Test
    void whenNothingIsRetained_thenTheElementIsRemovedOnDeliveryAndTheEntryStays() {
        FeedFixture it = with(Duration.ZERO);
        it.authority.publish(ORDER);

        it.poll();

        assertThat(it.stateOf(ORDER)).isEqualTo(InboxState.DELIVERED);
        assertThat(it.entry(ORDER).json()).isNull();
        assertThat(it.entry(ORDER).settledAt()).isEqualTo(it.clock.instant());
    }

    @Test
    void whenTheElementIsRetained_thenItIsRemovedWhenTheTimeIsOverAndNotBefore() {
        FeedFixture it = with(Duration.ofDays(30));
        it.authority.publish(ORDER);
        it.poll();

        it.clock.add(Duration.ofDays(30));
        it.poll();
        assertThat(it.entry(ORDER).json()).isEqualTo(ORDER.json());

        it.clock.add(Duration.ofSeconds(1));
        it.poll();
        assertThat(it.entry(ORDER).json()).isNull();
        assertThat(it.stateOf(ORDER)).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenAVersionIsNotDelivered_thenItsElementIsKeptBeyondTheRetention() {
        FeedFixture it = with(Duration.ofDays(30));
        it.host.listening(false);
        it.authority.publish(ORDER);
        it.poll();

        it.clock.add(Duration.ofDays(31));
        it.poll();

        assertThat(it.entry(ORDER).json()).isEqualTo(ORDER.json());
    }

    @Test
    void whenTheRetentionIsGivenUp_thenElementsKeptSoFarAreRemoved() {
        FeedFixture it = with(Duration.ofDays(30));
        it.authority.publish(ORDER);
        it.poll();
        assertThat(it.entry(ORDER).json()).isEqualTo(ORDER.json());

        it.clock.add(Duration.ofSeconds(1));
        it.newFeed(FeedOptions.defaults()).poll(FeedFixture.EMPLOYER);

        assertThat(it.entry(ORDER).json()).isNull();
    }

    @Test
    void whenNothingIsRetained_thenOldElementsAreLookedForOnceAndNotInEachPass() {
        FeedFixture it = new FeedFixture();
        AtomicInteger looks = new AtomicInteger();
        it.faults.before("hasJsonDeliveredBefore", looks::incrementAndGet);

        it.poll();
        it.poll();
        it.reconcile();

        assertThat(looks).hasValue(1);
    }

    @Test
    void whenNoElementHasExpired_thenNoneIsRemovedAndNoLockIsTakenForIt() {
        FeedFixture it = with(Duration.ofDays(30));
        it.authority.publish(ORDER);
        it.poll();
        AtomicInteger removals = new AtomicInteger();
        it.faults.before("removeJsonDeliveredBefore", removals::incrementAndGet);

        it.clock.add(Duration.ofDays(30));
        it.poll();
        assertThat(removals).hasValue(0);

        it.clock.add(Duration.ofSeconds(1));
        it.poll();
        assertThat(removals).hasValue(1);
    }

    private static FeedFixture with(Duration retention) {
        return FeedFixture.with(
                new DeliveryOptions(10, DeliveryOptions.defaults().backoff(), retention));
    }
}
