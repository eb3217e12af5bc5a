package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import org.junit.jupiter.api.Test;

class NobodyListeningTest {
    private static final TestOrder ORDER = TestOrder.of("A", 1, 5);

    private final FeedFixture it = new FeedFixture();

    @Test
    void whenNobodyListens_thenOrdersAreStoredAndNotDeliveredAndTheLogSaysSo() {
        it.host.listening(false);
        it.authority.publish(ORDER);

        try (FeedLog log = new FeedLog()) {
            assertThat(it.poll()).isEqualTo(new CaughtUp(1, read(1, 1), DeliverySummary.NOBODY_LISTENING));
            assertThat(log.at(Level.INFO)).singleElement().asString().contains("no listener");
        }
        assertThat(it.host.told()).isEmpty();
        assertThat(it.stateOf(ORDER)).isEqualTo(InboxState.PENDING);
        assertThat(it.entry(ORDER).json()).isEqualTo(ORDER.json());
        assertThat(it.state().cursor()).isEqualTo(5);
    }

    @Test
    void whenSomebodyListensLater_thenWhatWasStoredIsDelivered() {
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
}
