package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

/** Writes outside a transaction of the employer, and transactions inside one another, are refused. */
abstract class FeedStoreRefusalRules extends FeedStoreRules {

    @Test
    void whenOutsideATransaction_thenEveryWriteIsRefused() {
        InboxEntry known = pending("known", 1).delivered(NOW, true);
        insert(known);

        assertWritesAreRefused(known);

        assertUnchanged(known);
    }

    @Test
    void whenInsideATransactionOfAnotherEmployer_thenEveryWriteIsRefused() {
        InboxEntry known = pending("known", 1).delivered(NOW, true);
        insert(known);

        store().inTransaction(newEmployer(), () -> {
            assertWritesAreRefused(known);
            return true;
        });

        assertUnchanged(known);
    }

    @Test
    void whenAnotherThreadIsInsideATransaction_thenEveryWriteIsRefusedToThisOne() {
        InboxEntry known = pending("known", 1).delivered(NOW, true);
        insert(known);

        inTransaction(() -> onAnotherThread(() -> {
            assertWritesAreRefused(known);
            return true;
        }));

        assertUnchanged(known);
    }

    @Test
    void whenOneOfSeveralEntriesBelongsToAnotherEmployer_thenNoneIsInserted() {
        InboxEntry stranger = InboxEntry.pending(new InboxKey(newEmployer(), "stranger", 1, "aktiv"), 2, JSON, NOW);

        assertThatIllegalStateException().isThrownBy(() -> insert(pending("own", 1), stranger));

        assertThat(store().find(key("own"))).isEmpty();
        assertThat(store().find(stranger.key())).isEmpty();
    }

    @Test
    void whenNoEntriesAreInserted_thenItIsRefusedOutsideATransactionAndDoesNothingInside() {
        assertThatIllegalStateException().isThrownBy(() -> store().insert(List.of()));

        insert();

        assertThat(store().countByState(employer).values()).allMatch(count -> count == 0);
    }

    @Test
    void whenInsideATransaction_thenAnotherOfTheSameEmployerIsRefusedAndTheOuterGoesOn() {
        assertInnerTransactionIsRefused(employer);
    }

    @Test
    void whenInsideATransaction_thenOneOfAnotherEmployerIsRefusedAndTheOuterGoesOn() {
        assertInnerTransactionIsRefused(newEmployer());
    }

    private void assertInnerTransactionIsRefused(String inner) {
        inTransaction(() -> {
            assertThatIllegalStateException().isThrownBy(() -> store().inTransaction(inner, () -> true));
            store().save(FeedState.initial(employer).withCursor(1));
        });

        assertThat(store().state(employer).cursor()).isEqualTo(1);
    }

    private void assertWritesAreRefused(InboxEntry known) {
        assertThatIllegalStateException()
                .isThrownBy(() -> store().save(FeedState.initial(employer).withCursor(1)));
        assertThatIllegalStateException().isThrownBy(() -> store().insert(List.of(pending("new", 2))));
        assertThatIllegalStateException()
                .isThrownBy(() -> store().replace(known.retried(), InboxState.DELIVERED, known.attempts()));
        assertThatIllegalStateException()
                .isThrownBy(() -> store().removeJsonDeliveredBefore(employer, NOW.plusSeconds(1)));
        assertThatIllegalStateException().isThrownBy(() -> store().forgetDeliveredAfter(employer, 0));
    }

    private void assertUnchanged(InboxEntry known) {
        assertThat(store().state(employer)).isEqualTo(FeedState.initial(employer));
        assertThat(store().find(known.key())).contains(known);
        assertThat(store().countByState(employer)).isEqualTo(Map.of(InboxState.DELIVERED, 1L));
    }
}
