package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static no.trekkpaalegg.feed.FeedFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    @Test
    void whenAVersionIsTwiceInAPage_thenItIsDeliveredOnce() {
        FeedFixture it = new FeedFixture();
        String json = TestOrder.of("A", 1, 5).json();
        it.authority.answerNext(json, json);

        assertThat(it.poll()).isEqualTo(new CaughtUp(2, read(2, 1), delivered(1)));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAVersionIsInAPageWithTwoSekvensnummer_thenTheLowerCountsAndTheCursorFollowsTheHigher() {
        FeedFixture it = new FeedFixture();
        it.authority.answerNext(
                TestOrder.of("A", 1, 50).json(), TestOrder.of("A", 1, 5).json());

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
        assertThat(it.entry(TestOrder.of("A", 1, 5)).sekvensnummer()).isEqualTo(5);
        assertThat(it.state().cursor()).isEqualTo(50);
    }

    @Test
    void whenTwoVersionsOfAnOrderAreInAPage_thenBothAreDelivered() {
        FeedFixture it = new FeedFixture();
        it.authority.answerNext(
                TestOrder.of("A", 2, 6).json(), TestOrder.of("A", 1, 5).json());

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/2");
    }

    @Test
    void whenAVersionIsInTwoPages_thenItIsDeliveredOnce() {
        FeedFixture it = FeedFixture.withPages(2);
        it.authority.answerNext(
                TestOrder.of("A", 1, 5).json(), TestOrder.of("B", 1, 6).json());
        it.authority.answerNext(TestOrder.of("B", 1, 6).json());

        assertThat(it.poll()).isEqualTo(new CaughtUp(2, read(2, 2), delivered(2)));
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenAKnownVersionGetsANewSekvensnummer_thenItIsNotDeliveredAgain() {
        FeedFixture it = new FeedFixture();
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();

        it.authority.publish(TestOrder.of("A", 1, 50));
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
        assertThat(it.state().cursor()).isEqualTo(50);
    }

    @Test
    void whenTwoEmployersGetTheSameVersion_thenItIsDeliveredUnderEach() {
        FeedFixture it = new FeedFixture();
        TestOrder order = TestOrder.of("A", 1, 5).naming(FeedFixture.UNKNOWN_ORGANISATION);
        it.authority.publish(FeedFixture.EMPLOYER, order);
        it.authority.publish(FeedFixture.OTHER_EMPLOYER, order);

        it.poll();
        it.feed.poll(FeedFixture.OTHER_EMPLOYER);

        assertThat(it.host.received())
                .extracting(TrekkpaaleggEvent::employer)
                .containsExactly(FeedFixture.EMPLOYER.orgNumber(), FeedFixture.OTHER_EMPLOYER.orgNumber());
    }

    @Test
    void whenReceiverIsToldOfAVersion_thenItGetsTheElementAsItWasReceived() {
        FeedFixture it = new FeedFixture();
        String json = TestOrder.of("A", 1, 5).json().replace("{\"trekkid\"", "{ \"ukjent\" : [1] , \"trekkid\"");
        it.authority.answerNext(json);

        it.poll();

        assertThat(it.host.received()).singleElement().satisfies(delivery -> {
            assertThat(delivery.json()).isEqualTo(json);
            assertThat(delivery.employer()).isEqualTo(FeedFixture.EMPLOYER.orgNumber());
            assertThat(delivery.trekkpaalegg().sekvensnummer()).isEqualTo(5);
        });
    }
}
