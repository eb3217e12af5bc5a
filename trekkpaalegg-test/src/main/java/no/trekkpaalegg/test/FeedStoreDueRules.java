package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

/** Entries are delivered in the order of the feed, each when it is due. */
abstract class FeedStoreDueRules extends FeedStoreRules {

    @Test
    void whenEntriesAreDue_thenTheyComeInFeedOrderWithTheirJson() {
        InboxEntry first = pending("z", 10);
        InboxEntry last = pending("a", 30);
        List<InboxEntry> versions = IntStream.rangeClosed(1, 8)
                .mapToObj(version -> withVersion("order-" + (9 - version), 20, version))
                .toList();
        insert(last, first);
        insert(versions.toArray(InboxEntry[]::new));

        List<InboxEntry> expected = new ArrayList<>(versions);
        expected.add(0, first);
        expected.add(last);
        assertThat(due(NOW, 10)).isEqualTo(expected);
    }

    @Test
    void whenPendingAndFailedEntriesAreDue_thenTheyComeInOneOrder() {
        InboxEntry first = pending("a", 1);
        InboxEntry second = pending("b", 2).failed(NOW, "listener");
        InboxEntry third = pending("c", 3);
        insert(third, second, first);

        assertThat(due(NOW, 10)).containsExactly(first, second, third);
        assertThat(due(NOW, 2)).containsExactly(first, second);
    }

    @Test
    void whenEntriesAreInOtherStates_thenTheyAreNotDue() {
        for (InboxState state : InboxState.values()) {
            insert(inState(state));
        }

        assertThat(due(NOW, 10))
                .extracting(InboxEntry::state)
                .containsExactlyInAnyOrder(InboxState.PENDING, InboxState.FAILED);
    }

    @Test
    void whenTheNextAttemptIsNow_thenItIsDueAndNotAMicrosecondBefore() {
        InboxEntry entry = pending("a", 1).failed(NOW, "listener");
        insert(entry);

        assertThat(due(NOW.minusNanos(1_000), 10)).isEmpty();
        assertThat(due(NOW, 10)).containsExactly(entry);
        assertThat(due(NOW.plusNanos(1_000), 10)).containsExactly(entry);
    }

    @Test
    void whenAFailedEntryHasNoNextAttempt_thenItIsDueAtOnce() {
        InboxEntry entry = new InboxEntry(key("a"), 1, InboxState.FAILED, JSON, NOW, false, 1, null, "listener", null);
        insert(entry);

        assertThat(due(NOW, 10)).containsExactly(entry);
        assertThat(store().nextDueAt(employer))
                .hasValueSatisfying(time -> assertThat(time).isBeforeOrEqualTo(NOW));
    }

    @Test
    void whenReadPageByPage_thenEachEntryComesOnceWhateverTheTies() {
        List<InboxEntry> entries = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            InboxEntry entry = withVersion("order-" + number, number / 5, 1 + number % 2);
            entries.add(number % 3 == 0 ? entry.failed(NOW, "listener") : entry);
        }
        insert(entries.toArray(InboxEntry[]::new));

        List<InboxEntry> read = new ArrayList<>();
        Optional<InboxEntry> last = Optional.empty();
        for (int rest = entries.size(); rest > 0; rest -= 4) {
            List<InboxEntry> page = store().findDue(employer, NOW, last, 4);
            assertThat(page).hasSize(Math.min(4, rest));
            read.addAll(page);
            last = Optional.of(page.get(page.size() - 1));
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(entries).isEqualTo(due(NOW, 100));
        assertThat(store().findDue(employer, NOW, last, 4)).isEmpty();
    }

    @Test
    void whenAVersionHasEndedWithoutANewNumber_thenPagingSkipsNeither() {
        InboxEntry active = InboxEntry.pending(new InboxKey(employer, "a", 1, "aktiv"), 1, JSON, NOW);
        InboxEntry ended = InboxEntry.pending(new InboxKey(employer, "a", 1, "avsluttet"), 1, JSON, NOW)
                .asRecovered();
        insert(active, ended);

        List<InboxEntry> first = due(NOW, 1);
        List<InboxEntry> second = store().findDue(employer, NOW, Optional.of(first.get(0)), 1);

        assertThat(List.of(first.get(0), second.get(0))).containsExactlyInAnyOrder(active, ended);
        assertThat(store().findDue(employer, NOW, Optional.of(second.get(0)), 1))
                .isEmpty();
    }

    @Test
    void whenTheEntryToGoOnAfterIsDeliveredMeanwhile_thenReadingGoesOnAfterItsPlace() {
        InboxEntry first = pending("a", 1);
        InboxEntry second = pending("b", 2);
        insert(first, second);
        inTransaction(() -> store().replace(first.delivered(NOW, false), InboxState.PENDING, 0));

        assertThat(store().findDue(employer, NOW, Optional.of(first), 10)).containsExactly(second);
    }

    @Test
    void whenAskedForAnotherEmployer_thenNothingIsDue() {
        insert(pending("a", 1));
        String other = newEmployer();

        assertThat(store().findDue(other, NOW, Optional.empty(), 10)).isEmpty();
        assertThat(store().nextDueAt(other)).isEmpty();
    }

    @Test
    void whenAnEntryIsPending_thenTheNextDeliveryIsDueNow() {
        insert(pending("a", 1).failed(NOW.plusSeconds(60), "listener"), pending("b", 2));

        assertThat(store().nextDueAt(employer))
                .hasValueSatisfying(time -> assertThat(time).isBeforeOrEqualTo(NOW));
    }

    @Test
    void whenOnlyFailedEntriesWait_thenTheNextDeliveryIsDueAtTheEarliestNextAttempt() {
        insert(
                pending("a", 1).failed(NOW.plusSeconds(60), "listener"),
                pending("b", 2).failed(NOW.plusSeconds(30), "listener"),
                pending("c", 3).failed(NOW.plusSeconds(90), "listener"));

        assertThat(store().nextDueAt(employer)).contains(NOW.plusSeconds(30));
    }

    @Test
    void whenNothingWaitsForDelivery_thenThereIsNoNextDelivery() {
        insert(
                inState(InboxState.DELIVERED),
                inState(InboxState.PARKED),
                inState(InboxState.SUPERSEDED),
                inState(InboxState.REJECTED),
                inState(InboxState.DISCARDED));

        assertThat(store().nextDueAt(employer)).isEmpty();
        assertThat(due(NOW, 10)).isEmpty();
    }

    @Test
    void whenSequenceNumbersAreLargerThan32Bits_thenTheirOrderHolds() {
        List<InboxEntry> entries = IntStream.range(0, 4)
                .mapToObj(number -> pending("order-" + number, (1L << 31) - 2 + number))
                .toList();
        insert(entries.get(3), entries.get(1), entries.get(0), entries.get(2));

        assertThat(due(NOW, 10)).isEqualTo(entries);
        assertThat(store().findDue(employer, NOW, Optional.of(entries.get(1)), 10))
                .isEqualTo(entries.subList(2, 4));
    }

    private List<InboxEntry> due(Instant now, int limit) {
        return store().findDue(employer, now, Optional.empty(), limit);
    }

    private InboxEntry inState(InboxState state) {
        return new InboxEntry(key(state.name()), 1, state, JSON, NOW, false, 0, null, null, null);
    }

    private InboxEntry withVersion(String trekkid, long sekvensnummer, int trekkversjon) {
        return InboxEntry.pending(new InboxKey(employer, trekkid, trekkversjon, "aktiv"), sekvensnummer, JSON, NOW);
    }
}
