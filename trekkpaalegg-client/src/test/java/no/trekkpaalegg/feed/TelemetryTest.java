package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.Map;
import no.trekkpaalegg.client.TrekkpaaleggApiException;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.feed.DeliveryOutcome.Ending;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a feed tells of its passes and deliveries. */
class TelemetryTest {
    private static final String PASS = "trekkpaalegg.pass";
    private static final String DELIVERY = "trekkpaalegg.delivery";

    private static final Duration LATER = Duration.ofMinutes(1);

    private final FeedFixture it = new FeedFixture(new FeedOptions(
            ReadOptions.defaults(),
            new DeliveryOptions(2, new Backoff(LATER, LATER), Duration.ZERO),
            PollOptions.defaults(),
            RunOptions.defaults()));

    @Test
    void whenAPassSucceeds_thenItIsObservedWithItsKindAndOutcome() {
        it.poll();
        it.reconcile();

        assertThat(it.observed.tags(PASS))
                .containsExactly(
                        Map.of("kind", "poll", "outcome", "CaughtUp", "failure.kind", "none"),
                        Map.of("kind", "reconcile", "outcome", "Reconciled", "failure.kind", "none"));
        assertThat(it.observed.details(PASS)).allMatch(Map.of("employer", "313367002")::equals);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, Unavailable, transient",
        "ACCESS, Refused, access",
        "CONFIGURATION, Refused, configuration",
        "UNREADABLE, Unreadable, unreadable"
    })
    void whenACallFails_thenThePassIsObservedWithTheFailure(FailureKind kind, String outcome, String tag) {
        it.authority.fail(kind);

        it.poll();

        assertThat(it.observed.tags(PASS))
                .containsExactly(Map.of("kind", "poll", "outcome", outcome, "failure.kind", tag));
        assertThat(it.observed.only(PASS).getError()).isInstanceOf(TrekkpaaleggApiException.class);
    }

    @Test
    void whenTheStoreFails_thenThePassIsObservedWithTheProblem() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.faults.fail("insert");

        it.poll();

        assertThat(it.observed.tags(PASS))
                .containsExactly(Map.of("kind", "poll", "outcome", "StoreFailed", "failure.kind", "store"));
        assertThat(it.observed.only(PASS).getError()).hasMessageContaining("the database is away");
    }

    @Test
    void whenAnEmployerIsPaused_thenThePassIsNoFailure() {
        it.pause(true);

        it.poll();

        assertThat(it.observed.tags(PASS))
                .containsExactly(Map.of("kind", "poll", "outcome", "Paused", "failure.kind", "none"));
    }

    @Test
    void whenVersionsAreDelivered_thenEachIsObservedWithWhatItMeans() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.authority.publish(TestOrder.of("A", 2, 6));
        it.poll();
        it.authority.publish(TestOrder.of("A", 3, 7).avsluttet());
        it.poll();

        assertThat(it.observed.tags(DELIVERY))
                .containsExactly(
                        delivery("nytt", "delivered"),
                        delivery("endret", "delivered"),
                        delivery("avsluttet", "delivered"));
        assertThat(it.counts.deliveries())
                .extracting(DeliveryOutcome::event)
                .containsExactlyElementsOf(DeliveryOutcome.EVENTS);
    }

    @Test
    void whenAListenerRuns_thenItIsInsideTheObservationOfItsDelivery() {
        it.host.listener(delivery -> assertThat(it.observed.isOpen()).isTrue());
        it.authority.publish(TestOrder.of("A", 1, 5));

        it.poll();

        assertThat(it.observed.tags(DELIVERY)).containsExactly(delivery("nytt", "delivered"));
    }

    @Test
    void whenAVersionIsDelivered_thenThatIsAPartOfThePass() {
        it.authority.publish(TestOrder.of("A", 1, 5));

        it.poll();

        assertThat(it.observed.only(DELIVERY).getParentObservation().getContextView())
                .isSameAs(it.observed.only(PASS));
    }

    @Test
    void whenAListenerThrows_thenTheFailureIsObservedWithoutWhatIsPersonal() {
        it.host.listener(delivery -> {
            throw new IllegalStateException("no employee 10908412345");
        });
        it.authority.publish(TestOrder.of("A", 1, 5));

        it.poll();
        it.clock.add(LATER);
        it.runDue();

        assertThat(it.observed.tags(DELIVERY)).containsExactly(delivery("nytt", "failed"), delivery("nytt", "parked"));
        assertThat(it.counts.deliveries())
                .extracting(DeliveryOutcome::ending)
                .containsExactly(Ending.FAILED, Ending.PARKED);
    }

    @Test
    void whenAListenersMessageIsPersonal_thenTheObservedErrorIsMasked() {
        it.host.listener(delivery -> {
            throw new IllegalStateException("no employee 10908412345");
        });
        it.authority.publish(TestOrder.of("A", 1, 5));

        it.poll();

        assertThat(it.observed.only(DELIVERY).getError())
                .hasMessageContaining("no employee ***")
                .hasNoCause()
                .satisfies(error -> assertThat(error.getSuppressed()).isEmpty());
    }

    @Test
    void whenAKindHasNoListener_thenTheDeliveryIsPostponedAndNotCountedAsFailed() {
        it.host.listeningTo(NyttTrekkpaalegg.class, false);
        it.authority.publish(TestOrder.of("A", 1, 5));

        it.poll();

        assertThat(it.observed.tags(DELIVERY)).containsExactly(delivery("unknown", "postponed"));
        assertThat(it.counts.deliveries()).containsExactly(DeliveryOutcome.of(Ending.POSTPONED));
    }

    @Test
    void whenANewerVersionIsDelivered_thenTheOlderOnesThatWaitCountAsSuperseded() {
        it.host.listener(delivery -> {
            throw new IllegalStateException("not yet");
        });
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.host.succeeds();
        it.authority.publish(TestOrder.of("A", 2, 6));

        PassResult result = it.poll();

        assertThat(it.counts.deliveries()).last().isEqualTo(new DeliveryOutcome(Ending.DELIVERED, "nytt", 1));
        assertThat(result.delivery().superseded()).isEqualTo(1);
    }

    @Test
    void whenThePassFailsAfterItsFirstPage_thenWhatWasStoredIsCounted() {
        FeedFixture small = FeedFixture.withPages(2);
        small.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6), TestOrder.of("C", 1, 7));
        small.authority.beforeAnswer(request -> {
            if (small.state().cursor() > 0) {
                throw FakeAuthority.failure(FailureKind.TRANSIENT, FailureDetails.NONE);
            }
        });

        assertThat(small.poll()).isInstanceOf(PassResult.Unavailable.class);
        assertThat(small.counts.read().stored()).isEqualTo(2);
    }

    @Test
    void whenCountingFails_thenOrdersAreDeliveredAnyway() {
        it.counts.fail();
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6));

        try (FeedLog log = new FeedLog()) {
            assertThat(it.poll()).isInstanceOf(PassResult.CaughtUp.class);

            assertThat(log.at(Level.WARN)).hasSize(3).allMatch(line -> line.contains("no counter for ***"));
        }
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
    }

    @Test
    void whenStoringIsRolledBack_thenNothingIsCounted() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.faults.fail("insert");

        it.poll();

        assertThat(it.counts.read()).isEqualTo(ReadSummary.NOTHING);
    }

    private static Map<String, String> delivery(String event, String outcome) {
        return Map.of("event", event, "outcome", outcome);
    }
}
