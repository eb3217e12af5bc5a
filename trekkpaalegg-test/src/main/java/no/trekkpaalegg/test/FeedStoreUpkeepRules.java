package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts, lists and ages for operators; removal of elements and of the memory of deliveries. */
abstract class FeedStoreUpkeepRules extends FeedStoreRules {

    @Test
    void whenListedByState_thenEntriesComeInFeedOrderWithoutJson() {
        InboxEntry second = pending("a", 2).parked("listener");
        InboxEntry first = pending("b", 1).parked("listener");
        insert(second, first, pending("c", 0));

        assertThat(store().findByState(employer, InboxState.PARKED, Optional.empty(), 10))
                .containsExactly(withoutJson(first), withoutJson(second));
        assertThat(store().findByState(employer, InboxState.REJECTED, Optional.empty(), 10))
                .isEmpty();
        assertThat(store().findByState(newEmployer(), InboxState.PARKED, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void whenListedPageByPage_thenEachEntryComesOnceWhateverTheTies() {
        List<InboxEntry> entries = IntStream.range(0, 10)
                .mapToObj(number -> InboxEntry.rejected(key("order-" + number), 0, JSON, NOW, "unreadable"))
                .toList();
        insert(entries.toArray(InboxEntry[]::new));

        List<InboxEntry> read = new ArrayList<>();
        Optional<InboxEntry> last = Optional.empty();
        for (int left = entries.size(); left > 0; left -= 3) {
            List<InboxEntry> page = store().findByState(employer, InboxState.REJECTED, last, 3);
            assertThat(page).hasSize(Math.min(3, left));
            read.addAll(page);
            last = Optional.of(page.get(page.size() - 1));
        }

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(FeedStoreRules::withoutJson).toList());
        assertThat(store().findByState(employer, InboxState.REJECTED, last, 3)).isEmpty();
    }

    /** As when an operator settles one page after the other. */
    @Test
    void whenTheEntriesOfAPageAreSettled_thenTheNextPageIsTheSame() {
        insert(
                pending("a", 1).parked("listener"),
                pending("b", 2).parked("listener"),
                pending("c", 3).parked("listener"),
                pending("d", 4).parked("listener"));
        List<InboxEntry> page = store().findByState(employer, InboxState.PARKED, Optional.empty(), 2);
        inTransaction(() -> page.forEach(
                entry -> store().replace(entry.discarded(NOW, "by hand"), InboxState.PARKED, entry.attempts())));

        assertThat(store().findByState(employer, InboxState.PARKED, Optional.of(page.get(1)), 2))
                .extracting(InboxEntry::sekvensnummer)
                .containsExactly(3L, 4L);
    }

    @Test
    void whenCounted_thenEachStateHasItsNumber() {
        Map<InboxState, Long> expected = new EnumMap<>(InboxState.class);
        for (InboxState state : InboxState.values()) {
            int count = expected.size() + 1;
            for (int number = 0; number < count; number++) {
                insert(inState(state, number, NOW));
            }
            expected.put(state, (long) count);
        }

        assertThat(store().countByState(employer)).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(store().countByState(newEmployer()).values()).allMatch(count -> count == 0);
    }

    @ParameterizedTest
    @EnumSource(InboxState.class)
    void whenEntriesAreUnfinished_thenTheBacklogCountsThemAndKnowsTheAgeOfWhatWaits(InboxState state) {
        insert(inState(state, 0, NOW.minusSeconds(60)), inState(state, 1, NOW));

        Instant oldest = state.isUndelivered() ? NOW.minusSeconds(60) : null;
        assertThat(backlog())
                .isEqualTo(
                        Backlog.STATES.contains(state)
                                ? Optional.of(new Backlog(employer, Map.of(state, 2L), oldest))
                                : Optional.empty());
    }

    @Test
    void whenEntriesAreInSeveralStates_thenTheBacklogHasThemAll() {
        insert(
                inState(InboxState.PARKED, 0, NOW),
                inState(InboxState.FAILED, 1, NOW.minusSeconds(1)),
                inState(InboxState.REJECTED, 2, NOW.minusSeconds(60)),
                inState(InboxState.DELIVERED, 3, NOW));

        Map<InboxState, Long> counts = Map.of(InboxState.PARKED, 1L, InboxState.FAILED, 1L, InboxState.REJECTED, 1L);
        assertThat(backlog()).contains(new Backlog(employer, counts, NOW.minusSeconds(1)));
    }

    @Test
    void whenNothingIsStored_thenThereIsNoBacklog() {
        assertThat(backlog()).isEmpty();
    }

    @Test
    void whenStatesAreSaved_thenAllEmployersAreListed() {
        FeedState state = FeedState.initial(employer).withCursor(7);
        save(state);
        String other = newEmployer();
        store().inTransaction(other, () -> {
            store().save(FeedState.initial(other).withPaused(true));
            return true;
        });

        assertThat(store().states()).contains(state, FeedState.initial(other).withPaused(true));
    }

    @Test
    void whenElementsAreRemoved_thenOnlyThoseDeliveredBeforeTheTimeGoAndTheEntriesStay() {
        InboxEntry before = pending("before", 1).delivered(NOW.minusNanos(1_000), true);
        InboxEntry atTheTime = pending("at", 2).delivered(NOW, true);
        InboxEntry alreadyRemoved = pending("removed", 3).delivered(NOW.minusSeconds(1), false);
        InboxEntry discarded = new InboxEntry(
                key("discarded"), 4, InboxState.DISCARDED, JSON, NOW, false, 0, null, "operator", NOW.minusSeconds(1));
        InboxEntry waiting = pending("waiting", 5);
        insert(before, atTheTime, alreadyRemoved, discarded, waiting);

        assertThat(store().hasJsonDeliveredBefore(employer, NOW)).isTrue();
        assertThat(removeJsonBefore(NOW)).isEqualTo(1);

        assertThat(store().find(before.key())).contains(withoutJson(before));
        assertThat(List.of(atTheTime, alreadyRemoved, discarded, waiting))
                .allSatisfy(entry -> assertThat(store().find(entry.key())).contains(entry));
        assertThat(store().hasJsonDeliveredBefore(employer, NOW)).isFalse();
        assertThat(removeJsonBefore(NOW)).isZero();
    }

    @Test
    void whenElementsOfOneEmployerAreKept_thenAnotherHasNoneToRemove() {
        insert(pending("a", 1).delivered(NOW, true));

        assertThat(store().hasJsonDeliveredBefore(employer, NOW)).isFalse();
        assertThat(store().hasJsonDeliveredBefore(employer, NOW.plusNanos(999))).isFalse();
        assertThat(store().hasJsonDeliveredBefore(employer, NOW.plusNanos(1_000)))
                .isTrue();
        assertThat(store().hasJsonDeliveredBefore(newEmployer(), NOW.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void whenElementsOfOneEmployerAreRemoved_thenThoseOfAnotherStay() {
        InboxEntry entry = pending("a", 1).delivered(NOW, true);
        insert(entry);
        String other = newEmployer();

        int removed = store().inTransaction(other, () -> store().removeJsonDeliveredBefore(other, NOW.plusSeconds(1)));

        assertThat(removed).isZero();
        assertThat(store().find(entry.key())).contains(entry);
    }

    @Test
    void whenDeliveriesAreForgotten_thenOnlyDeliveredEntriesAfterTheNumberGo() {
        InboxEntry until = pending("until", 5).delivered(NOW, false);
        InboxEntry after = pending("after", 6).delivered(NOW, false);
        List<InboxEntry> otherStates = Arrays.stream(InboxState.values())
                .filter(state -> state != InboxState.DELIVERED)
                .map(state -> inState(state, 0, NOW))
                .toList();
        insert(until, after);
        insert(otherStates.toArray(InboxEntry[]::new));

        assertThat(forgetAfter(5)).isEqualTo(1);

        assertThat(store().find(after.key())).isEmpty();
        assertThat(store().findVersions(employer, List.of("after"))).isEmpty();
        assertThat(store().find(until.key())).contains(until);
        assertThat(otherStates)
                .allSatisfy(entry -> assertThat(store().find(entry.key())).contains(entry));
        assertThat(forgetAfter(5)).isZero();
    }

    @Test
    void whenADeliveryIsForgotten_thenTheVersionCanBeStoredAgain() {
        InboxEntry entry = pending("a", 1);
        insert(entry.delivered(NOW, false));
        forgetAfter(0);

        insert(entry);

        assertThat(store().find(entry.key())).contains(entry);
    }

    @Test
    void whenDeliveriesOfOneEmployerAreForgotten_thenThoseOfAnotherStay() {
        InboxEntry entry = pending("a", 1).delivered(NOW, false);
        insert(entry);
        String other = newEmployer();

        int forgotten = store().inTransaction(other, () -> store().forgetDeliveredAfter(other, 0));

        assertThat(forgotten).isZero();
        assertThat(store().find(entry.key())).contains(entry);
    }

    private int removeJsonBefore(Instant time) {
        return store().inTransaction(employer, () -> store().removeJsonDeliveredBefore(employer, time));
    }

    private int forgetAfter(long sekvensnummer) {
        return store().inTransaction(employer, () -> store().forgetDeliveredAfter(employer, sekvensnummer));
    }

    /** Far behind in the feed, so that only the state decides. */
    private InboxEntry inState(InboxState state, int number, Instant receivedAt) {
        return new InboxEntry(key(state.name() + number), 1_000, state, JSON, receivedAt, false, 0, null, null, null);
    }
}
