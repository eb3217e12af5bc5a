package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Unreadable;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

class MalformedElementsTest {
    private final FeedFixture it = new FeedFixture();

    @Test
    void whenAnElementIsMalformed_thenItIsKeptAsReceivedAndTheOthersAreDelivered() {
        TestOrder bad = TestOrder.of("BAD", 1, 6);
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 7));
        it.authority.publishAt(6, bad.malformedJson());

        assertThat(it.poll()).isEqualTo(new CaughtUp(2, FeedFixture.read(3, 2, 1, 0), delivered(2)));
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
        InboxEntry rejected = it.store.find(bad.malformedKey()).orElseThrow();
        assertThat(rejected.state()).isEqualTo(InboxState.REJECTED);
        assertThat(rejected.json()).isEqualTo(bad.malformedJson());
        assertThat(rejected.cause()).isEqualTo("skyldner is missing");
        assertThat(rejected.sekvensnummer()).isEqualTo(6);
    }

    @Test
    void whenAnElementIsMalformed_thenItIsLoggedOnceWithoutTheElement() {
        TestOrder order = TestOrder.of("BAD", 1, 6);
        it.authority.publishAt(6, order.json().replace("\"trekkprosent\":17", "\"trekkprosent\":170"));

        try (FeedLog log = new FeedLog()) {
            it.poll();
            assertThat(log.at(Level.ERROR)).singleElement().asString().contains("BAD", "trekkprosent");
            assertThat(log.lines()).noneMatch(line -> line.contains("10908412345") || line.contains("kidnummer"));

            log.clear();
            assertThat(it.poll()).isEqualTo(new CaughtUp(2, ReadSummary.received(0, Set.of()), delivered(0)));
            assertThat(log.at(Level.ERROR)).isEmpty();
        }
        assertThat(it.count(InboxState.REJECTED)).isEqualTo(1);
    }

    @Test
    void whenAMalformedElementIsTheNewest_thenTheCursorStaysBeforeIt() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.authority.publishAt(6, TestOrder.of("BAD", 1, 6).malformedJson());

        it.poll();

        assertThat(it.state().cursor()).isEqualTo(5);
    }

    @Test
    void whenAMalformedElementHasNoIdentity_thenItIsKeptOnce() {
        it.authority.publishAt(6, "{\"trekkid\":null}");

        it.poll();
        it.poll();

        assertThat(rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.key().trekkid()).startsWith("sha256:");
            assertThat(it.store.find(entry.key()).orElseThrow().json()).isEqualTo("{\"trekkid\":null}");
        });
    }

    @Test
    void whenTwoMalformedElementsHaveNoIdentity_thenBothAreKept() {
        it.authority.publishAt(6, "{\"trekkid\":null}");
        it.authority.publishAt(7, "null");

        it.poll();

        assertThat(rejected()).hasSize(2);
    }

    @Test
    void whenAMalformedVersionArrivesWellFormed_thenItIsDeliveredAndTheRejectedOneSuperseded() {
        TestOrder order = TestOrder.of("A", 1, 6);
        it.authority.answerNext(order.malformedJson());
        it.poll();

        it.authority.publish(order);
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1");
        assertThat(it.stateOf(order)).isEqualTo(InboxState.DELIVERED);
        InboxEntry superseded = it.store.find(order.malformedKey()).orElseThrow();
        assertThat(superseded.state()).isEqualTo(InboxState.SUPERSEDED);
        assertThat(superseded.json()).isNull();
    }

    @Test
    void whenAnotherVersionArrivesWellFormed_thenTheRejectedOneStays() {
        TestOrder order = TestOrder.of("A", 1, 6);
        it.authority.answerNext(order.malformedJson());
        it.poll();

        it.authority.publish(TestOrder.of("A", 2, 7));
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/2");
        assertThat(it.store.find(order.malformedKey()).orElseThrow().state()).isEqualTo(InboxState.REJECTED);
    }

    @Test
    void whenReconciliationFindsAMalformedVersionWellFormed_thenItIsDeliveredAndNotCountedAsRecovered() {
        TestOrder order = TestOrder.of("A", 1, 4);
        it.authority.answerNext(order.malformedJson(), TestOrder.of("B", 1, 5).json());
        it.poll();
        it.authority.publish(order);

        assertThat(it.reconcile()).isEqualTo(new PassResult.Reconciled(FeedFixture.read(1, 1, 0, 0), delivered(1)));
    }

    @Test
    void whenAFullPageIsAllMalformed_thenTheNextPageIsAskedAfterIt() {
        FeedFixture pages = FeedFixture.withPages(1);
        pages.authority.publishAt(6, TestOrder.of("BAD", 1, 6).malformedJson());
        pages.authority.publish(TestOrder.of("A", 1, 7));

        pages.poll();

        assertThat(pages.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenAMalformedElementClaimsToBeFarAhead_thenNothingIsLeftOut() {
        FeedFixture pages = FeedFixture.withPages(2);
        pages.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 7));
        pages.authority.publishAt(6, TestOrder.of("BAD", 1, Long.MAX_VALUE).malformedJson());

        pages.poll();

        assertThat(pages.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
        assertThat(pages.count(InboxState.REJECTED)).isEqualTo(1);
    }

    @Test
    void whenAFullPageHasNoReadableSekvensnummer_thenPassIsUnreadableAndTheElementsKept() {
        FeedFixture pages = FeedFixture.withPages(1);
        pages.authority.publishAt(6, "[]");

        assertThat(pages.poll()).isInstanceOf(Unreadable.class);
        assertThat(pages.count(InboxState.REJECTED)).isEqualTo(1);
    }

    private List<InboxEntry> rejected() {
        return it.store.findByState(FeedFixture.EMPLOYER.orgNumber(), InboxState.REJECTED, Optional.empty(), 10);
    }

    @Test
    void whenAPageHasManyMalformedElements_thenTheFirstAreLoggedInFullAndTheRestCounted() {
        for (int n = 1; n <= 200; n++) {
            it.authority.publishAt(n, TestOrder.of("BAD" + n, 1, n).malformedJson());
        }

        try (FeedLog log = new FeedLog()) {
            it.poll();
            assertThat(log.at(Level.ERROR)).hasSize(4).last().asString().contains("197 more elements");
        }
        assertThat(it.count(InboxState.REJECTED)).isEqualTo(200);
    }
}
