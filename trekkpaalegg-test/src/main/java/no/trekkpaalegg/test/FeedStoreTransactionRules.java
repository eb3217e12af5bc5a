package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

/** All of a transaction is kept, or nothing of it. */
abstract class FeedStoreTransactionRules extends FeedStoreRules {

    @Test
    void whenWorkReturns_thenItsResultIsReturnedAndItsWritesAreKept() {
        InboxEntry entry = pending("10001", 1);

        String result = store().inTransaction(employer, () -> {
            store().insert(List.of(entry));
            store().save(FeedState.initial(employer).withCursor(1));
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(store().find(entry.key())).contains(entry);
        assertThat(store().state(employer).cursor()).isEqualTo(1);
    }

    @Test
    void whenInsideTransaction_thenWorkRunsOnTheCallingThread() {
        Thread thread = store().inTransaction(employer, Thread::currentThread);

        assertThat(thread).isSameAs(Thread.currentThread());
    }

    @Test
    void whenInsideTransaction_thenOwnWritesAreSeen() {
        InboxEntry entry = pending("10001", 1);

        inTransaction(() -> {
            store().insert(List.of(entry));
            store().save(FeedState.initial(employer).withCursor(1));

            assertThat(store().find(entry.key())).contains(entry);
            assertThat(store().findVersions(employer, List.of("10001"))).containsExactly(withoutJson(entry));
            assertThat(store().findDue(employer, NOW, Optional.empty(), 10)).containsExactly(entry);
            assertThat(store().countByState(employer)).containsEntry(InboxState.PENDING, 1L);
            assertThat(store().state(employer).cursor()).isEqualTo(1);
        });
    }

    @Test
    void whenWorkThrowsRuntimeException_thenNothingIsKeptAndItReachesTheCallerUnchanged() {
        assertNothingIsKeptWhenThrown(new IllegalArgumentException("listener"));
    }

    @Test
    void whenWorkThrowsError_thenNothingIsKeptAndItReachesTheCallerUnchanged() {
        assertNothingIsKeptWhenThrown(new AssertionError("listener"));
    }

    @Test
    void whenWorkThrowsCheckedExceptionUnannounced_thenNothingIsKeptAndItReachesTheCallerUnchanged() {
        assertNothingIsKeptWhenThrown(new IOException("listener"));
    }

    private void assertNothingIsKeptWhenThrown(Throwable failure) {
        InboxEntry waiting = pending("waiting", 1);
        InboxEntry delivered = pending("delivered", 2).delivered(NOW, true);
        InboxEntry forgotten = pending("forgotten", 3).delivered(NOW.plusSeconds(1), true);
        insert(waiting, delivered, forgotten);
        FeedState before = FeedState.initial(employer).withCursor(3);
        save(before);

        Throwable thrown = catchThrowable(() -> inTransaction(() -> {
            store().insert(List.of(pending("new", 4)));
            store().save(before.withCursor(4));
            assertThat(store().replace(waiting.delivered(NOW, false), InboxState.PENDING, 0))
                    .isTrue();
            assertThat(store().removeJsonDeliveredBefore(employer, NOW.plusSeconds(1)))
                    .isEqualTo(1);
            assertThat(store().forgetDeliveredAfter(employer, 2)).isEqualTo(1);
            throwUnannounced(failure);
        }));

        assertThat(thrown).isSameAs(failure);
        assertHolds(before, waiting, delivered, forgotten);
        inTransaction(() -> assertHolds(before, waiting, delivered, forgotten));
    }

    private void assertHolds(FeedState state, InboxEntry waiting, InboxEntry delivered, InboxEntry forgotten) {
        assertThat(store().state(employer)).isEqualTo(state);
        assertThat(store().findVersions(employer, List.of("waiting", "delivered", "forgotten", "new")))
                .containsExactlyInAnyOrder(withoutJson(waiting), withoutJson(delivered), withoutJson(forgotten));
        assertThat(store().find(delivered.key())).contains(delivered);
        assertThat(store().find(forgotten.key())).contains(forgotten);
    }

    @Test
    void whenATransactionFailed_thenTheNextOneOfTheThreadWorks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inTransaction(() -> {
                    throw new IllegalArgumentException("listener");
                }));

        insert(pending("10001", 1));

        assertThat(store().find(key("10001"))).isPresent();
    }

    @Test
    void whenAnInsertFails_thenNothingOfTheTransactionIsKept() {
        InboxEntry known = pending("known", 1);
        insert(known);

        Throwable thrown = catchThrowable(() -> inTransaction(() -> {
            store().save(FeedState.initial(employer).withCursor(9));
            store().insert(List.of(pending("new", 2), known));
        }));

        assertThat(thrown).isInstanceOf(RuntimeException.class);
        assertThat(store().find(known.key())).contains(known);
        assertThat(store().find(key("new"))).isEmpty();
        assertThat(store().state(employer).cursor()).isZero();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwUnannounced(Throwable failure) throws E {
        throw (E) failure;
    }
}
