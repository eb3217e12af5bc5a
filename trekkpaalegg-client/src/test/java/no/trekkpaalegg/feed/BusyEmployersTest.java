package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import no.trekkpaalegg.feed.PassResult.Busy;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.EmployerBusyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else holds the lock of an employer. */
class BusyEmployersTest {
    private static final TestOrder ORDER = TestOrder.of("A", 1, 5);

    private final FeedFixture it = new FeedFixture();
    private final AtomicBoolean locked = new AtomicBoolean(true);

    @BeforeEach
    void lock() {
        it.faults.before("inTransaction", () -> {
            if (locked.get()) {
                throw new EmployerBusyException(FeedFixture.EMPLOYER.orgNumber(), Duration.ofSeconds(30), null);
            }
        });
        it.authority.publish(ORDER);
    }

    @Test
    void whenTheEmployerIsBusy_thenThePassEndsAsBusyAndWhatItReadIsReadAgainLater() {
        assertThat(it.poll()).isInstanceOf(Busy.class);
        assertThat(it.host.told()).isEmpty();

        locked.set(false);

        assertThat(it.poll()).isInstanceOf(CaughtUp.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenTheEmployerIsBusy_thenTheLockIsNotWaitedForAgainInTheSamePass() {
        List<String> waits = new ArrayList<>();
        it.faults.before("inTransaction", () -> {
            waits.add("waited");
            throw new EmployerBusyException(FeedFixture.EMPLOYER.orgNumber(), Duration.ofSeconds(30), null);
        });

        it.runDue();

        assertThat(waits).hasSize(1);
    }

    @Test
    void whenTheEmployerBecomesBusyDuringDelivery_thenThePassEndsAsBusy() {
        locked.set(false);
        it.faults.before("findDue", () -> locked.set(true));

        assertThat(it.poll()).isInstanceOf(Busy.class);
        assertThat(it.host.told()).isEmpty();

        it.faults.before("findDue", () -> {});
        locked.set(false);
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenTheEmployerIsBusyDuringReconciliation_thenItEndsAsBusy() {
        assertThat(it.reconcile()).isInstanceOf(Busy.class);
    }

    @Test
    void whenTheEmployerStaysBusy_thenItIsLookedAtAgainMoreAndMoreSlowly() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant next = it.runDue();
            waits.add(Duration.between(it.clock.instant(), next));
            it.clock.setInstant(next);
        }

        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(60));
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(192), Duration.ofSeconds(240));
        assertThat(waits.get(7)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
    }

    @Test
    void whenTheEmployerStaysBusy_thenThatIsReportedAndSoIsItsEnd() {
        try (FeedLog log = new FeedLog()) {
            it.runDue();
            it.runDue();
            assertThat(log.at(Level.WARN)).isEmpty();
            assertThat(log.at(Level.INFO)).hasSize(2);

            it.runDue();
            assertThat(log.at(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("313367002", "busy", "held its lock for 30.0 s", "docs/runbook.md#an-employer-is-busy");

            log.clear();
            locked.set(false);
            it.runDue();
            assertThat(log.at(Level.INFO)).anyMatch(line -> line.contains("313367002 is no longer busy"));
            assertThat(log.at(Level.ERROR)).isEmpty();
        }
    }

    @Test
    void whenTheEmployerWasBusyForAMomentOnly_thenItsEndIsNotWorthALine() {
        it.runDue();
        locked.set(false);
        try (FeedLog log = new FeedLog()) {
            it.runDue();

            assertThat(log.lines()).noneMatch(line -> line.contains("busy"));
        }
    }

    @Test
    void whenTheEmployerIsBusy_thenMetricsSaySo() {
        it.poll();

        assertThat(it.observed.tags("trekkpaalegg.pass"))
                .containsExactly(Map.of("kind", "poll", "outcome", "Busy", "failure.kind", "none"));
    }
}
