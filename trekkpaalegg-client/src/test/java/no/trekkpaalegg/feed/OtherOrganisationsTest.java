package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

/** Elements that name another organisation than the employer asked for. */
class OtherOrganisationsTest {
    private static final String OTHER = FeedFixture.OTHER_EMPLOYER.orgNumber();
    private static final String UNKNOWN = FeedFixture.UNKNOWN_ORGANISATION;

    private static final String EMPLOYER = FeedFixture.EMPLOYER.orgNumber();

    private final FeedFixture it = new FeedFixture();

    @Test
    void whenAnOrderNamesAnotherConfiguredEmployer_thenItIsRejectedAndTheOthersDelivered() {
        it.configured.add(OTHER);
        TestOrder foreign = TestOrder.of("A", 1, 5).naming(OTHER);
        it.authority.publish(foreign, TestOrder.of("B", 1, 6));

        assertThat(it.poll())
                .isEqualTo(new CaughtUp(2, naming(2, EMPLOYER, OTHER).withNew(1, 1, 0), delivered(1)));
        assertThat(it.host.told()).containsExactly("NYTT B/1");
        assertThat(it.stateOf(foreign)).isEqualTo(InboxState.REJECTED);
        assertThat(it.entry(foreign).cause()).contains(OTHER, "configured");
        assertThat(it.entry(foreign).json()).isEqualTo(foreign.json());
    }

    @Test
    void whenTheNamedEmployerIsNoLongerConfigured_thenTheRejectedOrderStaysRejected() {
        it.configured.add(OTHER);
        TestOrder foreign = TestOrder.of("A", 1, 5).naming(OTHER);
        it.authority.publish(foreign);
        it.poll();

        it.configured.remove(OTHER);
        it.poll();
        it.reconcile();

        assertThat(it.host.told()).isEmpty();
        assertThat(it.stateOf(foreign)).isEqualTo(InboxState.REJECTED);
    }

    @Test
    void whenTheRejectedOrderEnds_thenItsEndIsRejectedTooAndBothAreKept() {
        it.configured.add(OTHER);
        TestOrder foreign = TestOrder.of("A", 1, 5).naming(OTHER);
        it.authority.publish(foreign);
        it.poll();
        it.authority.publish(foreign.avsluttet());

        it.poll();

        assertThat(it.host.told()).isEmpty();
        assertThat(it.entry(foreign).json()).isEqualTo(foreign.json());
        assertThat(it.stateOf(foreign)).isEqualTo(InboxState.REJECTED);
        assertThat(it.stateOf(foreign.avsluttet())).isEqualTo(InboxState.REJECTED);
    }

    @Test
    void whenAnOrderNamesAnUnknownOrganisation_thenItIsDeliveredUnderTheEmployerAskedFor() {
        it.authority.publish(TestOrder.of("A", 1, 5).naming(UNKNOWN));

        assertThat(it.poll()).isEqualTo(new CaughtUp(2, naming(1, UNKNOWN).withNew(1, 0, 0), delivered(1)));
        assertThat(it.host.received())
                .singleElement()
                .extracting(TrekkpaaleggEvent::employer)
                .isEqualTo(FeedFixture.EMPLOYER.orgNumber());
    }

    @Test
    void whenOrdersNameUnknownOrganisations_thenEachIsWarnedAboutOnce() {
        it.authority.publish(
                TestOrder.of("A", 1, 5).naming(UNKNOWN),
                TestOrder.of("B", 1, 6).naming(UNKNOWN),
                TestOrder.of("C", 1, 7).naming(OTHER),
                TestOrder.of("D", 1, 8));

        try (FeedLog log = new FeedLog()) {
            it.poll();
            it.poll();

            assertThat(log.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("2 organisation(s)", UNKNOWN, OTHER, "delivered under the employer that was asked for");
        }
    }

    @Test
    void whenUnknownOrganisationsAreToBeRejected_thenTheyAreAndWarnedAbout() {
        FeedFixture strict = FeedFixture.with(new ReadOptions(10, Duration.ZERO, false, UnknownOrganisations.REJECT));
        TestOrder order = TestOrder.of("A", 1, 5).naming(UNKNOWN);
        strict.authority.publish(order, TestOrder.of("B", 1, 6));

        try (FeedLog log = new FeedLog()) {
            strict.poll();
            assertThat(log.at(Level.WARN)).singleElement().asString().contains(UNKNOWN, "are rejected");
        }
        assertThat(strict.host.told()).containsExactly("NYTT B/1");
        assertThat(strict.entry(order).cause()).contains(UNKNOWN, "not configured");
        assertThat(strict.stateOf(order)).isEqualTo(InboxState.REJECTED);
    }

    @Test
    void whenTheNamedOrganisationIsConfiguredBeforeDelivery_thenTheOrderIsRejectedInstead() {
        TestOrder foreign = TestOrder.of("A", 1, 5).naming(OTHER);
        it.host.listening(false);
        it.authority.publish(foreign, TestOrder.of("B", 1, 6));
        it.poll();

        it.configured.add(OTHER);
        it.host.listening(true);
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT B/1");
        assertThat(it.stateOf(foreign)).isEqualTo(InboxState.REJECTED);
        assertThat(it.entry(foreign).json()).isEqualTo(foreign.json());
    }

    @Test
    void whenAPageNamesThousandsOfUnknownOrganisations_thenOneLineSumsThemUp() {
        IntStream.rangeClosed(1, 900)
                .forEach(
                        n -> it.authority.publish(TestOrder.of("T" + n, 1, n).naming(String.valueOf(900_000_000 + n))));

        try (FeedLog log = new FeedLog()) {
            it.poll();
            assertThat(log.at(Level.WARN))
                    .filteredOn(line -> line.contains("not configured"))
                    .singleElement()
                    .asString()
                    .contains("900 organisation(s)", "and others")
                    .hasSizeLessThan(500);
        }
    }

    private static ReadSummary naming(int received, String... organisations) {
        return ReadSummary.received(received, Set.of(organisations));
    }
}
