package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

class NoListenerTest {
    private static final TestOrder ORDER = TestOrder.of("A", 1, 5);

    private final FeedFixture it = new FeedFixture();

    @Test
    void whenThereIsNoListener_thenOrdersAreStoredAndNotDeliveredAndTheLogSaysSo() {
        it.host.listening(false);
        it.authority.publish(ORDER);

        try (FeedLog log = new FeedLog()) {
            assertThat(it.poll()).isEqualTo(new CaughtUp(2, read(1, 1), DeliverySummary.NO_LISTENER));
            assertThat(log.at(Level.INFO)).singleElement().asString().contains("no listener");
        }
        assertThat(it.host.told()).isEmpty();
        assertThat(it.stateOf(ORDER)).isEqualTo(InboxState.PENDING);
        assertThat(it.entry(ORDER).json()).isEqualTo(ORDER.json());
        assertThat(it.state().cursor()).isEqualTo(5);
    }

    @Test
    void whenAListenerIsAddedLater_thenWhatWasStoredIsDelivered() {
        it.host.listening(false);
        it.authority.publish(ORDER);
        it.poll();
        it.host.listening(true);

        try (FeedLog log = new FeedLog()) {
            it.poll();
            assertThat(log.lines()).noneMatch(line -> line.contains("no listener"));
        }
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAKindHasNoListener_thenItsVersionsArePostponedWithoutUsingUpAttempts() {
        it.host.listeningTo(EndretTrekkpaalegg.class, false);
        it.authority.publish(ORDER);
        it.poll();
        it.authority.publish(TestOrder.of("A", 2, 6), TestOrder.of("B", 1, 7));

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
        InboxEntry postponed = it.entry(TestOrder.of("A", 2, 6));
        assertThat(postponed.state()).isEqualTo(InboxState.FAILED);
        assertThat(postponed.attempts()).isZero();
        assertThat(postponed.cause()).contains("no listener", "EndretTrekkpaalegg");
        assertThat(postponed.nextAttemptAt()).isEqualTo(it.clock.instant().plus(Duration.ofHours(6)));
    }

    @Test
    void whenTheKindGetsAListenerLater_thenPostponedVersionsAreDelivered() {
        it.host.listeningTo(NyttTrekkpaalegg.class, false);
        it.authority.publish(ORDER);
        it.poll();
        it.host.listeningTo(NyttTrekkpaalegg.class, true);

        it.clock.add(Duration.ofHours(6));
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }
}
