package no.trekkpaalegg.feed;

import static no.trekkpaalegg.feed.FeedFixture.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import no.trekkpaalegg.inbox.FeedState.DeliveryHold;
import no.trekkpaalegg.inbox.InboxState;
import org.junit.jupiter.api.Test;

/** When every delivery of an employer fails, the rest waits. */
class DeliveryHoldTest {
    private static final int ORDERS = 30;

    private final FeedFixture it = FeedFixture.with(new PollOptions(Duration.ofMinutes(30), Duration.ZERO));

    @Test
    void whenEveryDeliveryFails_thenTheRestOfTheRunWaitsAndKeepsItsAttempts() {
        publish(ORDERS);
        breakListener();

        try (FeedLog log = new FeedLog()) {
            Instant wake = it.runDue();

            assertThat(wake).isEqualTo(it.state().hold().until());
            assertThat(log.at(Level.WARN)).last().asString().contains("waits until " + wake, "10 deliveries in a row");
        }
        assertThat(it.count(InboxState.FAILED)).isEqualTo(10);
        assertThat(it.count(InboxState.PENDING)).isEqualTo(20);
        assertThat(untilGoingOn()).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(60));
    }

    @Test
    void whenDeliveryWaits_thenNothingIsTriedButTheFeedIsRead() {
        publish(ORDERS);
        breakListener();
        it.runDue();
        it.host.succeeds();
        Instant next = it.state().nextPollAt();
        int tried = it.counts.deliveries().size();
        hold(new DeliveryHold(7, next.plus(Duration.ofMinutes(10))));
        it.authority.publish(TestOrder.of("NEW", 1, 100));

        it.clock.setInstant(next);
        it.runDue();

        assertThat(it.isStored(TestOrder.of("NEW", 1, 100))).isTrue();
        assertThat(it.counts.deliveries()).hasSize(tried);
    }

    @Test
    void whenTheListenerIsMended_thenDeliveryGoesOnAfterTheWaitAndWithoutOneNextTime() {
        publish(ORDERS);
        breakListener();
        it.clock.setInstant(it.runDue());
        it.host.succeeds();

        try (FeedLog log = new FeedLog()) {
            it.runDue();
            assertThat(log.at(Level.INFO)).anyMatch(line -> line.contains("goes on"));
        }

        assertThat(it.host.told()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(it.state().hold()).isEqualTo(DeliveryHold.NONE);
        it.clock.add(Duration.ofMinutes(2));
        it.runDue();
        assertThat(it.host.told()).hasSize(ORDERS);
    }

    @Test
    void whenTheListenerIsBrokenForANight_thenNoOrderIsParked() {
        publish(500);
        breakListener();
        Instant morning = it.clock.instant().plus(Duration.ofHours(12));

        for (Instant wake = it.runDue(); wake.isBefore(morning); wake = it.runDue()) {
            it.clock.setInstant(wake);
        }

        assertThat(it.count(InboxState.PARKED)).isZero();
        assertThat(it.state().hold().until()).isBefore(it.clock.instant().plus(Duration.ofMinutes(15)));
        it.clock.setInstant(morning.plus(Duration.ofMinutes(15)));
        it.host.succeeds();
        it.runDue();
        assertThat(it.host.told()).hasSizeGreaterThan(200);
    }

    @Test
    void whenTheFirstOrdersFailByThemselves_thenTheOthersAreDeliveredInTheNextRun() {
        publish(ORDERS);
        it.host.listener(event -> {
            if (event.trekkpaalegg().sekvensnummer() <= 10) {
                throw new IllegalStateException("no such employee");
            }
        });

        it.clock.setInstant(it.runDue());
        assertThat(it.host.told()).isEmpty();
        it.runDue();

        assertThat(it.host.told()).hasSize(20);
        assertThat(it.state().hold()).isEqualTo(DeliveryHold.NONE);
    }

    @Test
    void whenOneDeliverySucceeds_thenTheOthersAreAllTried() {
        publish(ORDERS);
        it.host.listener(event -> {
            if (event.trekkpaalegg().sekvensnummer() != 5) {
                throw new IllegalStateException("no such employee");
            }
        });

        it.runDue();

        assertThat(it.host.told()).containsExactly("NYTT T5/1");
        assertThat(it.count(InboxState.FAILED)).isEqualTo(29);
        assertThat(it.state().hold()).isEqualTo(DeliveryHold.NONE);
    }

    @Test
    void whenFewerThanTenFail_thenNothingWaits() {
        publish(9);
        breakListener();

        it.runDue();

        assertThat(it.count(InboxState.FAILED)).isEqualTo(9);
        assertThat(it.state().hold()).isEqualTo(DeliveryHold.NONE);
    }

    @Test
    void whenTheApplicationAsks_thenDeliveryDoesNotWait() {
        publish(ORDERS);
        breakListener();
        it.runDue();
        it.host.succeeds();

        assertThat(it.poll().delivery()).isEqualTo(delivered(20));
        assertThat(it.state().hold()).isEqualTo(DeliveryHold.NONE);
    }

    @Test
    void whenTheEmployerIsResumed_thenDeliveryDoesNotWait() {
        publish(ORDERS);
        breakListener();
        it.runDue();

        it.feed.resume(FeedFixture.EMPLOYER.orgNumber());

        assertThat(it.state().hold()).isEqualTo(DeliveryHold.NONE);
    }

    @Test
    void whenANodeWithAClockAheadHasSetTheWait_thenItCountsAsOver() {
        publish(ORDERS);
        breakListener();
        it.runDue();
        it.host.succeeds();
        hold(new DeliveryHold(1, it.clock.instant().plus(Duration.ofDays(1))));

        it.runDue();

        assertThat(it.host.told()).hasSize(20);
    }

    private void publish(int orders) {
        IntStream.rangeClosed(1, orders).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));
    }

    private void breakListener() {
        it.host.listener(event -> {
            throw new IllegalStateException("payroll is away");
        });
    }

    private void hold(DeliveryHold hold) {
        it.store.inTransaction(FeedFixture.EMPLOYER.orgNumber(), () -> {
            it.store.save(it.state().withHold(hold));
            return hold;
        });
    }

    private Duration untilGoingOn() {
        return Duration.between(it.clock.instant(), it.state().hold().until());
    }
}
