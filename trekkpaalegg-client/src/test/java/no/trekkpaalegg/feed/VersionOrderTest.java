package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

/** What a version means to a host depends on which versions of the order it has. */
class VersionOrderTest {
    private static final TestOrder V1 = TestOrder.of("A", 1, 5);
    private static final TestOrder V2 = TestOrder.of("A", 2, 9);

    private final FeedFixture it = new FeedFixture();

    @Test
    void whenTheFirstVersionHasAHighNumber_thenItIsNew() {
        it.authority.publish(TestOrder.of("A", 3, 5));

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/3");
    }

    @Test
    void whenTheFirstVersionHasEnded_thenItIsAnEnd() {
        it.authority.publish(V1.avsluttet());

        it.poll();

        assertThat(it.host.told()).containsExactly("AVSLUTTET A/1");
    }

    @Test
    void whenALaterVersionArrives_thenItIsAChange() {
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(V2);
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/2");
    }

    @Test
    void whenAnEndedOrderIsOpenedAgain_thenItIsAChange() {
        it.authority.publish(V1.avsluttet());
        it.poll();
        it.authority.publish(V2);
        it.poll();

        assertThat(it.host.told()).containsExactly("AVSLUTTET A/1", "ENDRET A/2");
    }

    @Test
    void whenStatusIsUnknown_thenTheVersionIsDelivered() {
        it.authority.publish(new TestOrder("A", 1, 5, "satt på vent", FeedFixture.EMPLOYER.orgNumber()));

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenTwoVersionsWait_thenBothAreDeliveredInOrder() {
        it.host.listening(false);
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(V2);
        it.poll();
        it.host.listening(true);

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/2");
    }

    @Test
    void whenAVersionFailsAndANewerOneArrives_thenTheNewerIsNewAndTheOlderSuperseded() {
        it.authority.publish(V1);
        failOnce();
        it.poll();
        it.authority.publish(V2);

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/2");
        assertThat(it.stateOf(V1)).isEqualTo(InboxState.SUPERSEDED);
        assertThat(it.entry(V1).json()).isNull();

        it.clock.add(Duration.ofDays(1));
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT A/2");
    }

    @Test
    void whenAParkedVersionIsFollowedByANewer_thenItIsSuperseded() {
        FeedFixture once = FeedFixture.with(
                new DeliveryOptions(1, DeliveryOptions.defaults().backoff(), Duration.ZERO));
        once.authority.publish(V1);
        once.host.listener(delivery -> {
            throw new IllegalStateException();
        });
        once.poll();
        assertThat(once.stateOf(V1)).isEqualTo(InboxState.PARKED);
        once.host.succeeds();
        once.authority.publish(V2);

        once.poll();

        assertThat(once.stateOf(V1)).isEqualTo(InboxState.SUPERSEDED);
        assertThat(once.host.told()).containsExactly("NYTT A/2");
    }

    @Test
    void whenTheNewerVersionFailsToo_thenTheOlderIsNotSuperseded() {
        it.authority.publish(V1);
        it.host.listener(delivery -> {
            throw new IllegalStateException();
        });
        it.poll();
        it.authority.publish(V2);
        it.poll();

        assertThat(it.stateOf(V1)).isEqualTo(InboxState.FAILED);
        assertThat(it.stateOf(V2)).isEqualTo(InboxState.FAILED);
    }

    @Test
    void whenAnOlderVersionArrivesAfterANewerWasDelivered_thenItIsSuperseded() {
        it.authority.publish(V2);
        it.poll();
        it.authority.answerNext(V1.json());

        assertThat(it.poll().delivery()).isEqualTo(new DeliverySummary(0, 0, 0, 1, 0, true));
        assertThat(it.host.told()).containsExactly("NYTT A/2");
        assertThat(it.stateOf(V1)).isEqualTo(InboxState.SUPERSEDED);
    }

    @Test
    void whenAnOlderVersionArrivesWhileTheNewerWaits_thenItIsDeliveredFirst() {
        it.host.listening(false);
        it.authority.publish(V2);
        it.poll();
        it.authority.answerNext(V1.json());
        it.host.listening(true);

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/2");
    }

    @Test
    void whenTheSameVersionReadsAktivAfterItsEndWasDelivered_thenItIsNotDelivered() {
        it.authority.publish(V1.avsluttet());
        it.poll();
        it.authority.publish(V1);

        it.poll();

        assertThat(it.host.told()).containsExactly("AVSLUTTET A/1");
        assertThat(it.stateOf(V1)).isEqualTo(InboxState.SUPERSEDED);
    }

    @Test
    void whenAVersionWithALowerNumberHasAHigherSekvensnummer_thenTheHostDoesNotGoBack() {
        it.authority.answerNext(
                TestOrder.of("A", 2, 5).json(), TestOrder.of("A", 1, 9).json());

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/2");
    }

    @Test
    void whenVersionsOfTwoOrdersArrive_thenOneDoesNotSupersedeTheOther() {
        it.authority.publish(V1);
        failOnce();
        it.poll();
        it.authority.publish(TestOrder.of("B", 2, 9));

        it.poll();

        assertThat(it.stateOf(V1)).isEqualTo(InboxState.FAILED);
        assertThat(it.host.told()).containsExactly("NYTT B/2");
    }

    private void failOnce() {
        it.host.listener(delivery -> {
            it.host.succeeds();
            throw new IllegalStateException();
        });
    }
}
