package no.trekkpaalegg.boot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.test.IssuedOrder;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three nodes poll 300 employers while one thing after the other goes wrong. Trouble comes in rounds: three troubles at random times, some at
 * once, and then a quiet time in which all that was issued must be delivered. Every kind of trouble comes once before any comes twice.
 *
 * <p>The seed decides over troubles, nodes, employers and times; what the processes make of it differs from run to run. System properties:
 * {@code fleet.seed}, and {@code fleet.duration}, after which no further round begins.
 */
@Tag("crash")
class FleetTest {
    /** The longest wait of an employer after the end of its trouble. */
    private static final Duration BOUND = Duration.ofSeconds(90);

    /** A fault of one node is still written down as the employers', and a clock ahead plans for all nodes. */
    private static final EnumSet<Trouble> UNBEARABLE =
            EnumSet.of(Trouble.CLOCK_AHEAD, Trouble.CLOCK_BEHIND, Trouble.KEY_REVOKED);

    private static final int TROUBLES_IN_A_ROUND = 3;
    private static final int LATEST_BEGIN = 10_000;
    private static final int SHORTEST = 3_000;
    private static final int LONGEST = 15_000;

    private final long seed = Long.getLong("fleet.seed", System.nanoTime());
    private final Duration duration = Duration.parse(System.getProperty("fleet.duration", "PT3M"));
    private final Random random = new Random(seed);
    private final Deque<Trouble> deck = new ArrayDeque<>();
    private final ScheduledExecutorService timetable = Executors.newScheduledThreadPool(2 * TROUBLES_IN_A_ROUND + 1);

    /** A trouble with its place and its times, in milliseconds from the beginning of the round. */
    private record Drawn(Trouble trouble, FleetNode node, String employer, int begin, int length) {
        @Override
        public String toString() {
            return trouble + " of node " + node + " or employer " + employer + " from " + begin + " to "
                    + (begin + length) + " ms";
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void whenTroublesComeAndGo_thenEveryVersionIsDeliveredOnceAndNoEmployerWaitsForLong() throws Exception {
        say("seed " + seed + ": repeat it with -Dfleet.seed=" + seed + " -Dfleet.duration=" + duration);
        Path directory =
                Files.createDirectories(Path.of("target", "fleet-" + seed)).toAbsolutePath();
        try (Fleet fleet = new Fleet(directory)) {
            Random orders = new Random(seed + 1);
            Future<?> issuing = timetable.scheduleAtFixedRate(() -> fleet.issue(orders), 0, 50, TimeUnit.MILLISECONDS);
            Instant end = Instant.now().plus(duration);
            while (Instant.now().isBefore(end)) {
                trouble(fleet);
                awaitAll(fleet);
            }
            issuing.cancel(false);
            awaitAll(fleet);

            assertThat(fleet.doubled()).isEmpty();
            assertThat(fleet.statesInInbox()).isSubsetOf("DELIVERED", "SUPERSEDED");
        } finally {
            timetable.shutdownNow();
        }
    }

    private void trouble(Fleet fleet) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < TROUBLES_IN_A_ROUND; i++) {
            Drawn drawn = draw(fleet);
            say(drawn.toString());
            all.add(timetable.schedule(() -> run(fleet, drawn), drawn.begin, TimeUnit.MILLISECONDS));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private Drawn draw(Fleet fleet) {
        if (deck.isEmpty()) {
            List<Trouble> all = new ArrayList<>(EnumSet.complementOf(UNBEARABLE));
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return new Drawn(
                deck.remove(),
                fleet.anyNode(random),
                fleet.anyEmployer(random),
                random.nextInt(LATEST_BEGIN),
                SHORTEST + random.nextInt(LONGEST - SHORTEST));
    }

    private static void run(Fleet fleet, Drawn drawn) {
        Runnable ending = drawn.trouble.begin(fleet, drawn.node, drawn.employer);
        try {
            TimeUnit.MILLISECONDS.sleep(drawn.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ending.run();
    }

    private static void awaitAll(Fleet fleet) {
        List<IssuedOrder> due = fleet.issuedSoFar();
        Instant begun = Instant.now();
        try {
            await().atMost(BOUND)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> fleet.missing(due).isEmpty());
        } catch (ConditionTimeoutException e) {
            List<IssuedOrder> missing = fleet.missing(due);
            throw new AssertionError(
                    missing.size() + " of " + due.size() + " orders are not delivered after " + BOUND + ":\n"
                            + fleet.describe(missing),
                    e);
        }
        say(due.size() + " orders are delivered "
                + Duration.between(begun, Instant.now()).toSeconds() + " s after the end of the round");
    }

    private static void say(String text) {
        System.out.println("Fleet: " + text);
    }
}
