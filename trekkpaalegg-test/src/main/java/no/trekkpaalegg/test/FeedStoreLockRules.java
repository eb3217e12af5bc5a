package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One transaction per employer at a time. Other employers do not wait. */
abstract class FeedStoreLockRules extends FeedStoreRules {
    private static final int THREADS = 4;
    private static final int ROUNDS = 25;

    abstract FeedStore impatientStore();

    @Test
    void whenTheLockIsHeldForTooLong_thenTheEmployerIsBusyAndTheWorkIsNotBegun() {
        AtomicInteger begun = new AtomicInteger();
        insert(pending("known", 1));

        inTransaction(() -> onAnotherThread(() -> assertThatExceptionOfType(EmployerBusyException.class)
                .isThrownBy(() -> impatientStore().inTransaction(employer, begun::incrementAndGet))
                .withMessageContaining(employer)));

        assertThat(begun).hasValue(0);
        assertThat(impatientStore().inTransaction(employer, begun::incrementAndGet))
                .isEqualTo(1);
    }

    @Test
    void whenTheLockOfANewEmployerIsHeldForTooLong_thenItIsBusyToo() {
        inTransaction(() -> onAnotherThread(() -> assertThatExceptionOfType(EmployerBusyException.class)
                .isThrownBy(() -> impatientStore().inTransaction(employer, () -> true))));

        assertThat(impatientStore().<Boolean>inTransaction(employer, () -> true))
                .isTrue();
    }

    @Test
    void whenAThreadHasGivenUpWaiting_thenItsNextTransactionWorks() {
        String other = newEmployer();

        inTransaction(() -> onAnotherThread(() -> {
            assertThatExceptionOfType(EmployerBusyException.class)
                    .isThrownBy(() -> impatientStore().inTransaction(employer, () -> true));
            return impatientStore().inTransaction(other, () -> {
                impatientStore().save(FeedState.initial(other).withCursor(3));
                return true;
            });
        }));

        assertThat(store().state(other).cursor()).isEqualTo(3);
    }

    @Test
    void whenTheStateIsReadWithTheLock_thenItIsTheCommittedOneAndThenTheSavedOne() {
        save(FeedState.initial(employer).withCursor(1));

        inTransaction(() -> {
            assertThat(store().state(employer).cursor()).isEqualTo(1);
            store().save(FeedState.initial(employer).withCursor(2));
            assertThat(store().state(employer).cursor()).isEqualTo(2);
            assertThat(store().state(newEmployer()).cursor()).isZero();
        });

        assertThat(store().state(employer).cursor()).isEqualTo(2);
    }

    @Test
    void whenManyThreadsCountInTheSameState_thenNoneIsInsideWithAnotherAndNoCountIsLost() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger meetings = new AtomicInteger();
        CyclicBarrier startLine = new CyclicBarrier(THREADS);
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            tasks.add(start(() -> {
                startLine.await();
                for (int round = 0; round < ROUNDS; round++) {
                    inTransaction(() -> {
                        if (inside.incrementAndGet() > 1) {
                            meetings.incrementAndGet();
                        }
                        FeedState state = store().state(employer);
                        store().save(state.withCursor(state.cursor() + 1));
                        inside.decrementAndGet();
                    });
                }
                return true;
            }));
        }
        tasks.forEach(FeedStoreRules::resultOf);

        assertThat(meetings).hasValue(0);
        assertThat(store().state(employer).cursor()).isEqualTo(THREADS * ROUNDS);
    }

    @Test
    void whenOneHasWaitedForAnother_thenItSeesWhatThatOneCommitted() {
        InboxEntry entry = pending("10001", 1);
        CountDownLatch secondIsComing = new CountDownLatch(1);
        List<String> order = new ArrayList<>();

        FutureTask<Optional<InboxEntry>> second = store().inTransaction(employer, () -> {
            FutureTask<Optional<InboxEntry>> waiting = start(() -> {
                secondIsComing.countDown();
                return store().inTransaction(employer, () -> {
                    order.add("second");
                    assertThat(store().replace(entry.delivered(NOW, true), InboxState.PENDING, 0))
                            .isTrue();
                    return store().find(entry.key());
                });
            });
            await(secondIsComing);
            store().insert(List.of(entry));
            order.add("first");
            return waiting;
        });

        assertThat(resultOf(second)).contains(entry.delivered(NOW, true));
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void whenOneEmployerIsLocked_thenOthersAreNotHeldUp() {
        String other = newEmployer();

        inTransaction(() -> {
            store().save(FeedState.initial(employer).withCursor(1));
            onAnotherThread(() -> store().inTransaction(other, () -> {
                store().save(FeedState.initial(other).withCursor(2));
                return true;
            }));
            assertThat(onAnotherThread(() -> store().state(other).cursor())).isEqualTo(2);
        });

        assertThat(store().state(employer).cursor()).isEqualTo(1);
    }

    @Test
    void whenReadWhileATransactionRuns_thenWhatIsCommittedIsSeenWithoutWaiting() {
        InboxEntry entry = pending("known", 1);
        insert(entry);

        inTransaction(() -> {
            store().save(FeedState.initial(employer).withCursor(1));
            store().replace(entry.delivered(NOW, false), InboxState.PENDING, 0);
            store().insert(List.of(pending("new", 2)));

            assertThat(onAnotherThread(() -> store().state(employer).cursor())).isZero();
            assertThat(onAnotherThread(() -> store().find(entry.key()))).contains(entry);
            assertThat(onAnotherThread(() -> store().findVersions(employer, List.of("known", "new"))))
                    .containsExactly(withoutJson(entry));
            assertThat(onAnotherThread(() -> store().findDue(employer, NOW, Optional.empty(), 10)))
                    .containsExactly(entry);
            assertThat(onAnotherThread(() -> store().findByState(employer, InboxState.PENDING, Optional.empty(), 10)))
                    .containsExactly(withoutJson(entry));
            assertThat(onAnotherThread(() -> store().countByState(employer))).isEqualTo(Map.of(InboxState.PENDING, 1L));
            assertThat(onAnotherThread(() -> store().nextDueAt(employer))).isPresent();
            assertThat(onAnotherThread(this::backlog))
                    .contains(new Backlog(employer, Map.of(InboxState.PENDING, 1L), NOW));
            assertThat(onAnotherThread(() -> store().states()))
                    .noneMatch(state -> state.employer().equals(employer) && state.cursor() == 1);
        });

        assertThat(store().state(employer).cursor()).isEqualTo(1);
        assertThat(store().find(key("new"))).isPresent();
    }

    /** Repeated, because the moment in which two threads find no row is short. */
    @RepeatedTest(ROUNDS)
    void whenManyThreadsStartWithAnUnknownEmployer_thenAllGetTheirTurn() {
        CyclicBarrier startLine = new CyclicBarrier(THREADS);
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            InboxEntry entry = pending("order-" + thread, thread + 1L);
            tasks.add(start(() -> {
                startLine.await();
                insert(entry);
                return true;
            }));
        }
        tasks.forEach(FeedStoreRules::resultOf);

        assertThat(store().countByState(employer)).containsEntry(InboxState.PENDING, (long) THREADS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
