package no.trekkpaalegg.boot.schedule;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import no.trekkpaalegg.boot.TrekkpaaleggPoller.Rewound;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.test.IssuedOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving the cursor of an employer back. */
class RewindTest extends OperatorFixture {
    @Test
    void whenTheCursorIsMovedBack_thenTheFeedIsReadFromThereAtOnceAndNothingIsDeliveredTwice() {
        IssuedOrder first = simulator.issue(OWN);
        IssuedOrder second = simulator.issue(OWN);
        host.poll(OWN);

        assertThat(poller.rewind(OWN, first.sekvensnummer(), false)).isEqualTo(new Rewound(true, 0));
        assertThat(store.state(OWN).cursor()).isEqualTo(first.sekvensnummer());
        assertThat(store.state(OWN).nextPollAt()).isNull();
        host.poll(OWN);

        assertThat(listener.received()).containsExactly(nytt(first), nytt(second));
        assertThat(store.state(OWN).cursor()).isEqualTo(second.sekvensnummer());
    }

    @Test
    void whenItIsToBeRedelivered_thenWhatComesAfterIsDeliveredAgainAndTheRestIsNot() {
        IssuedOrder first = simulator.issue(OWN);
        IssuedOrder second = simulator.issue(OWN);
        host.poll(OWN);

        assertThat(poller.rewind(OWN, first.sekvensnummer(), true)).isEqualTo(new Rewound(true, 1));
        host.poll(OWN);

        assertThat(listener.received()).containsExactly(nytt(first), nytt(second), nytt(second));
    }

    /** The operator thinks again: the cursor is there already. */
    @Test
    void whenItIsMovedBackAndThenToBeRedelivered_thenItIs() {
        simulator.issue(OWN);
        simulator.issue(OWN);
        host.poll(OWN);
        poller.rewind(OWN, 0, false);

        assertThat(poller.rewind(OWN, 0, true)).isEqualTo(new Rewound(false, 2));
        host.poll(OWN);

        assertThat(listener.received()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1000})
    void whenTheCursorIsToMoveForward_thenNothingIsDone(long further) {
        IssuedOrder order = simulator.issue(OWN);
        host.poll(OWN);
        FeedState before = store.state(OWN);

        assertThat(poller.rewind(OWN, before.cursor() + further, true)).isEqualTo(new Rewound(false, 0));

        assertThat(store.state(OWN)).isEqualTo(before);
        assertThat(stateOf(key(order))).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenTheCursorIsToBeNegative_thenItIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> poller.rewind(OWN, -1, false));
    }
}
