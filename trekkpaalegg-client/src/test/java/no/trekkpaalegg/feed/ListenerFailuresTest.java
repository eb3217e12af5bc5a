package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerFailuresTest {
    private static final TestOrder BAD = TestOrder.of("BAD", 1, 5);
    private static final TestOrder GOOD = TestOrder.of("GOOD", 1, 6);

    private final FeedFixture it = FeedFixture.with(
            new DeliveryOptions(3, new Backoff(Duration.ofMinutes(10), Duration.ofHours(1)), Duration.ZERO));

    @Test
    void whenAListenerThrows_thenThatVersionFailsAndTheOthersAreDelivered() {
        it.authority.publish(BAD, GOOD);
        failOn("BAD", () -> new IllegalStateException("no such employee"));

        PassResult result = it.poll();

        assertThat(result).isInstanceOf(CaughtUp.class);
        assertThat(result.delivery()).isEqualTo(new DeliverySummary(1, 1, 0, 0, 0, true));
        assertThat(it.host.told()).containsExactly("NYTT GOOD/1");
        InboxEntry failed = it.entry(BAD);
        assertThat(failed.state()).isEqualTo(InboxState.FAILED);
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.json()).isEqualTo(BAD.json());
        assertThat(failed.cause())
                .startsWith("java.lang.IllegalStateException: no such employee (at ")
                .contains("ListenerFailuresTest");
    }

    @Test
    void whenTheNextAttemptIsNotDue_thenItIsNotMade() {
        it.authority.publish(BAD);
        failOn("BAD", IllegalStateException::new);
        it.poll();
        it.host.succeeds();

        it.clock.setInstant(it.entry(BAD).nextAttemptAt().minusMillis(1));
        it.poll();

        assertThat(it.host.told()).isEmpty();
    }

    @Test
    void whenTheNextAttemptIsDueAndSucceeds_thenTheVersionIsDeliveredOnce() {
        it.authority.publish(BAD);
        failOn("BAD", IllegalStateException::new);
        it.poll();
        it.host.succeeds();

        it.clock.setInstant(it.entry(BAD).nextAttemptAt());
        it.poll();
        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT BAD/1");
        assertThat(it.stateOf(BAD)).isEqualTo(InboxState.DELIVERED);
    }

    @Test
    void whenAttemptsGoOnFailing_thenTheWaitGrowsWithinItsBounds() {
        it.authority.publish(BAD);
        failOn("BAD", IllegalStateException::new);

        it.poll();
        assertThat(untilNextAttempt()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));

        it.clock.setInstant(it.entry(BAD).nextAttemptAt());
        it.poll();
        assertThat(untilNextAttempt()).isBetween(Duration.ofMinutes(16), Duration.ofMinutes(20));
    }

    @Test
    void whenAttemptsAreUsedUp_thenTheVersionIsParkedAndNotTriedAgain() {
        it.authority.publish(BAD);
        failOn("BAD", IllegalStateException::new);
        for (int attempt = 1; attempt < 3; attempt++) {
            it.poll();
            assertThat(it.stateOf(BAD)).isEqualTo(InboxState.FAILED);
            it.clock.setInstant(it.entry(BAD).nextAttemptAt());
        }

        assertThat(it.poll().delivery()).isEqualTo(new DeliverySummary(0, 0, 1, 0, 0, true));
        assertThat(it.stateOf(BAD)).isEqualTo(InboxState.PARKED);
        assertThat(it.entry(BAD).attempts()).isEqualTo(3);
        assertThat(it.entry(BAD).nextAttemptAt()).isNull();
        assertThat(it.entry(BAD).json()).isEqualTo(BAD.json());

        it.host.succeeds();
        it.clock.add(Duration.ofDays(30));
        it.poll();
        assertThat(it.host.told()).isEmpty();
    }

    @Test
    void whenAnOperatorRetriesAParkedVersion_thenItIsDeliveredOnce() {
        FeedFixture once = FeedFixture.with(
                new DeliveryOptions(1, DeliveryOptions.defaults().backoff(), Duration.ZERO));
        once.authority.publish(BAD);
        once.host.listener(delivery -> {
            throw new IllegalStateException();
        });
        once.poll();
        InboxEntry parked = once.entry(BAD);
        assertThat(parked.state()).isEqualTo(InboxState.PARKED);
        once.host.succeeds();

        once.store.inTransaction(
                FeedFixture.EMPLOYER.orgNumber(),
                () -> once.store.replace(parked.retried(), parked.state(), parked.attempts()));
        once.poll();
        once.poll();

        assertThat(once.host.told()).containsExactly("NYTT BAD/1");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whenAListenerThrowsAnError_thenItIsAFailedDelivery(Supplier<Throwable> error) {
        it.authority.publish(BAD, GOOD);
        failOn("BAD", error);

        it.poll();

        assertThat(it.stateOf(BAD)).isEqualTo(InboxState.FAILED);
        assertThat(it.host.told()).containsExactly("NYTT GOOD/1");
    }

    @Test
    void whenAListenerThrowsACheckedException_thenItIsAFailedDelivery() {
        it.authority.publish(BAD, GOOD);
        failOn("BAD", () -> new IOException("no connection"));
        FeedStore plainStore = new InMemoryFeedStore();

        new Feed(
                        it.authority,
                        plainStore,
                        it.host,
                        organisation -> false,
                        FeedOptions.defaults(),
                        FeedTelemetry.NONE,
                        it.clock)
                .poll(FeedFixture.EMPLOYER);

        assertThat(plainStore.find(BAD.key()).orElseThrow().cause()).startsWith("java.io.IOException: no connection");
        assertThat(it.host.told()).containsExactly("NYTT GOOD/1");
    }

    static Supplier<Throwable>[] errors() {
        @SuppressWarnings("unchecked")
        Supplier<Throwable>[] errors = new Supplier[] {
            named("AssertionError", AssertionError::new),
            named("StackOverflowError", StackOverflowError::new),
            named("NoClassDefFoundError", NoClassDefFoundError::new),
            named("OutOfMemoryError", OutOfMemoryError::new),
            named("Error", () -> new Error("not implemented"))
        };
        return errors;
    }

    @Test
    void whenAListenersMessageHoldsAPersonNumber_thenNeitherLogNorCauseShowsIt() {
        it.authority.publish(BAD);
        failOn(
                "BAD",
                () -> new IllegalStateException(
                        "outer 10908412345", new IllegalArgumentException("no employee 10908412345 or 109084 12345")));

        try (FeedLog log = new FeedLog()) {
            it.poll();

            assertThat(log.lines()).anyMatch(line -> line.contains("no employee"));
            assertThat(log.lines()).noneMatch(line -> line.contains("12345"));
        }
        assertThat(it.entry(BAD).cause()).contains("IllegalArgumentException: no employee ***");
        assertThat(it.entry(BAD).cause()).doesNotContain("12345");
    }

    @Test
    void whenCausesGoInACircle_thenTheDeliveryFailsAnyway() {
        it.authority.publish(BAD);
        failOn("BAD", () -> {
            IllegalStateException one = new IllegalStateException("one");
            one.initCause(new IllegalStateException("other", one));
            return one;
        });

        assertTimeoutPreemptively(Duration.ofSeconds(20), it::poll);

        assertThat(it.stateOf(BAD)).isEqualTo(InboxState.FAILED);
    }

    @Test
    void whenADeliveryFails_thenAWarningTellsTheOrderTheAttemptAndWhenTheNextIs() {
        it.authority.publish(BAD);
        failOn("BAD", () -> new IllegalStateException("no such employee"));

        try (FeedLog log = new FeedLog()) {
            it.poll();

            Instant next = it.entry(BAD).nextAttemptAt();
            assertThat(log.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("trekkid BAD", "trekkversjon 1", "attempt 1 of 3", next.toString(), "no such employee");
            assertThat(log.at(Level.DEBUG)).anyMatch(line -> line.contains("\tat no.trekkpaalegg.feed"));
        }
    }

    @Test
    void whenAVersionIsParked_thenAnErrorTellsWhatItWaitsFor() {
        FeedFixture once = FeedFixture.with(
                new DeliveryOptions(1, DeliveryOptions.defaults().backoff(), Duration.ZERO));
        once.authority.publish(BAD);
        once.host.listener(delivery -> {
            throw new IllegalStateException();
        });

        try (FeedLog log = new FeedLog()) {
            once.poll();

            assertThat(log.at(Level.ERROR))
                    .singleElement()
                    .asString()
                    .contains("Parked", "trekkid BAD", "1 failed attempts", "waits for an operator");
            assertThat(log.at(Level.WARN)).isEmpty();
        }
    }

    private void failOn(String trekkid, Supplier<? extends Throwable> failure) {
        it.host.listener(delivery -> {
            if (concerns(delivery, trekkid)) {
                ListenerFailuresTest.<RuntimeException>sneakilyThrow(failure.get());
            }
        });
    }

    private Duration untilNextAttempt() {
        return Duration.between(it.clock.instant(), it.entry(BAD).nextAttemptAt());
    }

    private static boolean concerns(TrekkpaaleggEvent delivery, String trekkid) {
        return delivery.trekkpaalegg().trekkid().equals(trekkid);
    }

    /** As Kotlin and bytecode tools do: the compiler takes it for an unchecked exception. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneakilyThrow(Throwable failure) throws T {
        throw (T) failure;
    }

    private static Supplier<Throwable> named(String name, Supplier<Throwable> failure) {
        return new Supplier<>() {
            @Override
            public Throwable get() {
                return failure.get();
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
