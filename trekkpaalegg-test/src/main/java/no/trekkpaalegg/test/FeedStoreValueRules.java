package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.FeedPosition;
import no.trekkpaalegg.inbox.FeedPosition.Mark;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedState.DeliveryHold;
import no.trekkpaalegg.inbox.FeedState.Reconciliation;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written comes back the same. */
abstract class FeedStoreValueRules extends FeedStoreRules {
    private static final int ONE_MEGABYTE = 1 << 20;
    private static final long BEYOND_32_BITS = (1L << 31) + 5;

    @Test
    void whenNothingIsStored_thenTheStateIsTheInitialOne() {
        assertThat(store().state(employer)).isEqualTo(FeedState.initial(employer));
        assertThat(store().find(key("10001"))).isEmpty();
    }

    @Test
    void whenEveryFieldOfTheStateIsSaved_thenEveryFieldComesBack() {
        FeedState state = new FeedState(
                employer,
                new FeedPosition(
                        BEYOND_32_BITS,
                        List.of(new Mark(NOW, 7), new Mark(NOW.plusNanos(1_000), BEYOND_32_BITS)),
                        BEYOND_32_BITS + 1),
                true,
                7,
                NOW.plusSeconds(1),
                NOW.plusSeconds(2),
                NOW.plusSeconds(3),
                "Refused",
                "Maskinporten MP-250: tilgang mangler. " + "æ😀".repeat(2_000),
                "korrelasjonsid-" + "8".repeat(300),
                new Reconciliation(NOW.plusSeconds(4), NOW.plusSeconds(5), NOW.plusSeconds(6), "æ".repeat(5_000)),
                new DeliveryHold(3, NOW.plusSeconds(7)),
                List.of("310000019", "971648199"));

        save(state);

        assertThat(store().state(employer)).isEqualTo(state);
    }

    @Test
    void whenTheStateIsSavedAgain_thenNothingOfTheOldOneIsLeft() {
        save(state(NOW, "problem"));

        save(FeedState.initial(employer));

        assertThat(store().state(employer)).isEqualTo(FeedState.initial(employer));
    }

    @Test
    void whenTheStateOfOneEmployerIsSaved_thenThatOfAnotherStays() {
        save(FeedState.initial(employer).withCursor(5));
        String other = newEmployer();

        store().inTransaction(other, () -> {
            store().save(FeedState.initial(other).withCursor(6));
            return true;
        });

        assertThat(store().state(employer).cursor()).isEqualTo(5);
        assertThat(store().state(other).cursor()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(InboxState.class)
    void whenEveryFieldOfAnEntryIsInserted_thenEveryFieldComesBack(InboxState state) {
        InboxEntry full = new InboxEntry(
                new InboxKey(employer, "10001", Integer.MAX_VALUE, "avsluttet"),
                BEYOND_32_BITS,
                state,
                JSON,
                NOW,
                true,
                3,
                NOW.plusSeconds(1),
                "listener threw",
                NOW.plusSeconds(2));
        InboxEntry bare = new InboxEntry(key("10002"), 0, state, null, NOW, false, 0, null, null, null);
        insert(full, bare);

        assertThat(store().find(full.key())).contains(full);
        assertThat(store().find(bare.key())).contains(bare);
        assertThat(store().findByState(employer, state, Optional.empty(), 10)).containsExactly(bare, withoutJson(full));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-05T15:00:00.123456789Z",
                "2026-03-05T15:00:00.999999999Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-03-29T01:30:00Z",
                "2026-10-25T00:30:00.5Z",
                "2026-10-25T01:30:00.5Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void whenTimesAreFinerThanMicroseconds_thenTheyAreCutOffThere(String text) {
        Instant time = Instant.parse(text);
        Instant kept = time.truncatedTo(ChronoUnit.MICROS);
        insert(new InboxEntry(key("a"), 1, InboxState.FAILED, JSON, time, false, 1, time, "listener", time));
        save(state(time, null));

        assertThat(store().find(key("a")))
                .contains(new InboxEntry(key("a"), 1, InboxState.FAILED, JSON, kept, false, 1, kept, "listener", kept));
        assertThat(store().state(employer)).isEqualTo(state(kept, null));
        assertThat(store().nextDueAt(employer)).contains(kept);
        assertThat(backlog()).map(Backlog::oldestUndelivered).contains(kept);
        assertThat(store().findDue(employer, kept, Optional.empty(), 1)).hasSize(1);
        assertThat(store().findDue(employer, kept.minusNanos(1), Optional.empty(), 1))
                .isEmpty();
    }

    @Test
    void whenTimesToCompareWithAreFinerThanMicroseconds_thenTheyAreCutOffToo() {
        InboxEntry entry = pending("a", 1).delivered(NOW, true);
        insert(entry);

        int removed =
                store().inTransaction(employer, () -> store().removeJsonDeliveredBefore(employer, NOW.plusNanos(999)));

        assertThat(removed).isZero();
    }

    @Test
    void whenKeysAreVeryLong_thenTheyAreKeptWholeAndToldApart() {
        String trekkid = "å".repeat(19_999);
        String trekkstatus = "x".repeat(1_999);
        InboxEntry one = withKey(trekkid + "1", trekkstatus + "1");
        InboxEntry otherId = withKey(trekkid + "2", trekkstatus + "1");
        InboxEntry otherStatus = withKey(trekkid + "1", trekkstatus + "2");

        assertKeptAndToldApart(one, otherId, otherStatus);
    }

    @Test
    void whenKeysDifferInCaseBlanksOrAccentsOnly_thenTheyAreDifferentOrders() {
        assertKeptAndToldApart(
                withKey("a1", "aktiv"),
                withKey("A1", "aktiv"),
                withKey("a1 ", "aktiv"),
                withKey(" a1", "aktiv"),
                withKey("á1", "aktiv"),
                withKey("a\u03011", "aktiv"),
                withKey("a1", "Aktiv"),
                withKey("a1", "aktiv "),
                withKey("a1", ""));
    }

    @Test
    void whenKeysHoldUnusualCharacters_thenTheyAreKeptAndToldApart() {
        assertKeptAndToldApart(
                withKey("😀", "aktiv"),
                withKey("\uD83D", "aktiv"),
                withKey("\uDE00\uD83D", "aktiv"),
                withKey("?", "aktiv"),
                withKey("\uFFFD", "aktiv"),
                withKey("a\u0000b", "aktiv"),
                withKey("a\\u0000b", "aktiv"),
                withKey("a\\\\u0000b", "aktiv"),
                withKey("a\\", "aktiv\u0000"),
                withKey("line\r\nbreak\ttab", "akt'iv\"; --"),
                withKey("", "aktiv"),
                withKey("%", "_"));
    }

    private void assertKeptAndToldApart(InboxEntry... entries) {
        insert(entries);

        assertThat(entries)
                .allSatisfy(entry -> assertThat(store().find(entry.key())).contains(entry));
        List<String> trekkids =
                Arrays.stream(entries).map(entry -> entry.key().trekkid()).toList();
        assertThat(trekkids)
                .allSatisfy(trekkid -> assertThat(store().findVersions(employer, List.of(trekkid)))
                        .containsExactlyInAnyOrderElementsOf(Arrays.stream(entries)
                                .filter(entry -> entry.key().trekkid().equals(trekkid))
                                .map(FeedStoreRules::withoutJson)
                                .toList()));
    }

    @Test
    void whenJsonIsVeryLargeOrUnusual_thenItIsKeptAsItIs() {
        String large = "{\"text\":\"" + "ø".repeat(ONE_MEGABYTE) + "\"}";
        String unusual = "{\"text\":\"😀 \\u0000 \\\\u0000 \\ud83d \\\\ \r\n\t \u007f ' -- ; \"}";
        insert(withJson("large", large), withJson("unusual", unusual), withJson("empty", "{}"));

        assertThat(store().find(key("large"))).contains(withJson("large", large));
        assertThat(store().find(key("unusual"))).contains(withJson("unusual", unusual));
        assertThat(store().findDue(employer, NOW, Optional.empty(), 10))
                .extracting(InboxEntry::json)
                .containsExactlyInAnyOrder(large, unusual, "{}");
    }

    @Test
    void whenTextHoldsWhatADatabaseMayNotTake_thenItIsStoredAnyway() {
        insert(withJson("10001", "{\"text\":\"\u0000 \uD83D\"}"));
        save(FeedState.initial(employer)
                .withCursor(1)
                .failed(NOW, "Refused", "bad \u0000 answer \uDE00", "id\u0000", NOW));

        assertThat(store().find(key("10001")).orElseThrow().json())
                .isIn("{\"text\":\"\u0000 \uD83D\"}", "{\"text\":\"\\u0000 \\ud83d\"}");
        assertThat(store().state(employer).cursor()).isEqualTo(1);
        assertThat(store().state(employer).lastProblem())
                .isIn("bad \u0000 answer \uDE00", "bad \\u0000 answer \\ude00");
    }

    /** Every field has a value, but for the problems. */
    private FeedState state(Instant time, @Nullable String problem) {
        return new FeedState(
                employer,
                new FeedPosition(9, List.of(new Mark(time, 8)), 10L),
                true,
                7,
                time,
                time,
                time,
                "Refused",
                problem,
                "id",
                new Reconciliation(time, time, time, problem),
                new DeliveryHold(1, time),
                List.of("310000019"));
    }

    private InboxEntry withKey(String trekkid, String trekkstatus) {
        return InboxEntry.pending(new InboxKey(employer, trekkid, 1, trekkstatus), 1, JSON, NOW);
    }

    private InboxEntry withJson(String trekkid, String json) {
        return InboxEntry.pending(key(trekkid), 1, json, NOW);
    }
}
