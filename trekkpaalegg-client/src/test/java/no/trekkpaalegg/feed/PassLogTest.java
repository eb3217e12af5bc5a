package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassLogTest {
    private final FeedFixture it = new FeedFixture();
    private final FeedLog log = new FeedLog();

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void whenNothingHappened_thenOneLineAtDebug() {
        it.poll();

        assertThat(log.lines()).hasSize(1);
        assertThat(log.at(Level.DEBUG)).containsExactly("Polled the orders of employer 313367002: 0 received, 0 new");
    }

    @Test
    void whenSomethingArrived_thenOneLineAtInfo() {
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6));

        it.poll();

        assertThat(log.lines()).hasSize(1);
        assertThat(log.at(Level.INFO))
                .containsExactly("Polled the orders of employer 313367002: 2 received, 2 new; 2 delivered");
    }

    @Test
    void whenSomethingWasRejected_thenTheLineCountsIt() {
        it.authority.publishAt(5, TestOrder.of("A", 1, 5).malformedJson());

        it.poll();

        assertThat(log.at(Level.INFO))
                .containsExactly("Polled the orders of employer 313367002: 1 received, 0 new, 1 rejected");
    }

    @Test
    void whenReconciled_thenTheLineSaysSo() {
        it.reconcile();

        assertThat(log.at(Level.DEBUG))
                .containsExactly("Reconciled the inbox of employer 313367002: 0 received, 0 new");
    }

    @Test
    void whenPaused_thenOneLineAtDebug() {
        it.pause(true);

        it.poll();

        assertThat(log.at(Level.DEBUG)).containsExactly("Polled the orders of employer 313367002: paused");
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, WARN, unavailable",
        "ACCESS, ERROR, refused-access",
        "CONFIGURATION, ERROR, refused-configuration",
        "UNREADABLE, ERROR, unreadable"
    })
    void whenAPassFails_thenOneLineTellsTheKindTheProblemAndWhereToReadOn(
            FailureKind kind, String level, String section) {
        it.authority.fail(kind);

        String outcome = it.poll().getClass().getSimpleName();

        assertThat(log.lines()).hasSize(1);
        assertThat(log.at(Level.toLevel(level)))
                .containsExactly("The pass over the orders of employer 313367002 failed (" + outcome + ", " + kind
                        + "): the call failed. See docs/runbook.md#" + section);
    }

    @Test
    void whenTheStoreFails_thenOneLineAtError() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.faults.fail("insert");

        it.poll();

        assertThat(log.at(Level.ERROR)).singleElement().asString().contains("StoreFailed", "the database is away");
    }

    @Test
    void whenOrdersPassThrough_thenNoLineHoldsAnElement() {
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6).avsluttet());
        it.authority.publishAt(7, TestOrder.of("C", 1, 7).malformedJson());

        it.poll();
        it.reconcile();

        assertThat(log.lines())
                .isNotEmpty()
                .noneMatch(line ->
                        line.contains("10908412345") || line.contains("70213997155") || line.contains("6487719756"));
    }
}
