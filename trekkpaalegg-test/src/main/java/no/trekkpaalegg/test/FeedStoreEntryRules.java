package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entries are added, found by key or by order, and replaced if they are as expected. */
abstract class FeedStoreEntryRules extends FeedStoreRules {
    private static final int MANY_ORDERS = 2_500;
    private static final int LARGE_BATCH = 5_000;

    @Test
    void whenEntryIsInserted_thenItIsFoundByItsKeyWithItsJson() {
        InboxEntry entry = pending("10001", 1);
        insert(entry);

        assertThat(store().find(entry.key())).contains(entry);
    }

    @Test
    void whenAnyPartOfTheKeyDiffers_thenNothingIsFound() {
        insert(pending("10001", 1));

        assertThat(store().find(new InboxKey(newEmployer(), "10001", 1, "aktiv")))
                .isEmpty();
        assertThat(store().find(new InboxKey(employer, "10002", 1, "aktiv"))).isEmpty();
        assertThat(store().find(new InboxKey(employer, "10001", 2, "aktiv"))).isEmpty();
        assertThat(store().find(new InboxKey(employer, "10001", 1, "avsluttet")))
                .isEmpty();
    }

    @Test
    void whenPartsOfTheKeyRunTogetherAlike_thenTheyAreDifferentEntries() {
        InboxEntry one = withKey(new InboxKey(employer, "1", 11, "aktiv"));
        InboxEntry two = withKey(new InboxKey(employer, "11", 1, "aktiv"));
        InboxEntry three = withKey(new InboxKey(employer, "1", 1, "1aktiv"));
        insert(one, two, three);

        assertThat(store().find(one.key())).contains(one);
        assertThat(store().find(two.key())).contains(two);
        assertThat(store().find(three.key())).contains(three);
        assertThat(store().findVersions(employer, List.of("1")))
                .containsExactlyInAnyOrder(withoutJson(one), withoutJson(three));
    }

    @Test
    void whenVersionsAreAskedFor_thenAllStatesOfTheGivenOrdersComeWithoutJson() {
        InboxEntry first = withKey(new InboxKey(employer, "10001", 1, "aktiv")).delivered(NOW, true);
        InboxEntry ended = withKey(new InboxKey(employer, "10001", 1, "avsluttet"));
        InboxEntry second = withKey(new InboxKey(employer, "10001", 2, "aktiv")).failed(NOW, "listener");
        InboxEntry otherOrder = pending("10002", 4);
        insert(first, ended, second, otherOrder, pending("10003", 5));

        assertThat(store().findVersions(employer, List.of("10001", "10002", "unknown")))
                .containsExactlyInAnyOrder(
                        withoutJson(first), withoutJson(ended), withoutJson(second), withoutJson(otherOrder));
    }

    @Test
    void whenVersionsOfNoOrderAreAskedFor_thenThereAreNone() {
        insert(pending("10001", 1));

        assertThat(store().findVersions(employer, List.of())).isEmpty();
    }

    @Test
    void whenAnotherEmployerHasAnOrderWithTheSameId_thenItIsNotAmongTheVersions() {
        insert(pending("10001", 1));

        assertThat(store().findVersions(newEmployer(), List.of("10001"))).isEmpty();
    }

    @Test
    void whenVersionsOfManyOrdersAreAskedFor_thenEachComesOnceEvenIfAskedForTwice() {
        List<String> trekkids = IntStream.range(0, MANY_ORDERS)
                .mapToObj(number -> "order-" + number)
                .toList();
        insert(trekkids.stream().map(trekkid -> pending(trekkid, 1)).toArray(InboxEntry[]::new));
        List<String> twice = new ArrayList<>(trekkids);
        twice.addAll(trekkids);

        assertThat(store().findVersions(employer, twice))
                .extracting(entry -> entry.key().trekkid())
                .containsExactlyInAnyOrderElementsOf(trekkids);
    }

    @Test
    void whenALargeBatchIsInserted_thenAllOfItIsThere() {
        insert(IntStream.range(0, LARGE_BATCH)
                .mapToObj(number -> pending("order-" + number, number))
                .toArray(InboxEntry[]::new));

        assertThat(store().countByState(employer)).containsEntry(InboxState.PENDING, (long) LARGE_BATCH);
    }

    @Test
    void whenEntryIsAsExpected_thenItIsReplacedWhole() {
        InboxEntry entry = pending("10001", 1).failed(NOW, "listener");
        insert(entry, pending("10002", 2));
        InboxEntry next = new InboxEntry(
                entry.key(),
                77,
                InboxState.PARKED,
                "{}",
                NOW.plusSeconds(1),
                true,
                2,
                NOW.plusSeconds(2),
                "other",
                NOW.plusSeconds(3));

        assertThat(replace(next, InboxState.FAILED, 1)).isTrue();

        assertThat(store().find(entry.key())).contains(next);
        assertThat(store().find(key("10002"))).contains(pending("10002", 2));
    }

    @Test
    void whenNextStepHasNoJsonAndTimes_thenTheyAreRemoved() {
        InboxEntry entry = pending("10001", 1).failed(NOW, "listener");
        insert(entry);

        assertThat(replace(entry.delivered(NOW, false), InboxState.FAILED, 1)).isTrue();

        assertThat(store().find(entry.key())).contains(entry.delivered(NOW, false));
    }

    @ParameterizedTest
    @EnumSource(value = InboxState.class, mode = EnumSource.Mode.EXCLUDE, names = "FAILED")
    void whenEntryIsInAnotherState_thenItIsNotReplaced(InboxState expected) {
        InboxEntry entry = pending("10001", 1).failed(NOW, "listener");
        insert(entry);

        assertThat(replace(entry.delivered(NOW, false), expected, 1)).isFalse();

        assertThat(store().find(entry.key())).contains(entry);
    }

    @Test
    void whenEntryHasAnotherNumberOfAttempts_thenItIsNotReplaced() {
        InboxEntry entry = pending("10001", 1).failed(NOW, "listener");
        insert(entry);

        assertThat(replace(entry.delivered(NOW, false), InboxState.FAILED, 0)).isFalse();
        assertThat(replace(entry.delivered(NOW, false), InboxState.FAILED, 2)).isFalse();

        assertThat(store().find(entry.key())).contains(entry);
    }

    @Test
    void whenThereIsNoSuchEntry_thenNothingIsReplacedOrAdded() {
        InboxEntry unknown = pending("10001", 1);

        assertThat(replace(unknown.delivered(NOW, false), InboxState.PENDING, 0))
                .isFalse();

        assertThat(store().find(unknown.key())).isEmpty();
    }

    @Test
    void whenReplacedTwiceFromTheSameStep_thenOnlyTheFirstCounts() {
        InboxEntry entry = pending("10001", 1);
        insert(entry);

        assertThat(replace(entry.delivered(NOW, false), InboxState.PENDING, 0)).isTrue();
        assertThat(replace(entry.discarded(NOW, "operator"), InboxState.PENDING, 0))
                .isFalse();

        assertThat(store().find(entry.key())).contains(entry.delivered(NOW, false));
    }

    private boolean replace(InboxEntry next, InboxState expectedState, int expectedAttempts) {
        return store().inTransaction(employer, () -> store().replace(next, expectedState, expectedAttempts));
    }

    private InboxEntry withKey(InboxKey key) {
        return InboxEntry.pending(key, 1, JSON, NOW);
    }
}
