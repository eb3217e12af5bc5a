package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedFeedTest extends SimulatorTestBase {
    private String token;

    @BeforeEach
    void getToken() {
        token = caller.ownToken();
    }

    @Test
    void changesAreThoseAfterTheGivenNumber() {
        IssuedOrder first = simulator.issue(OWN);
        IssuedOrder second = simulator.issue(OWN);

        assertThat(caller.changedSekvensnummer(token, first.sekvensnummer() - 1, 10))
                .containsExactlyInAnyOrder(first.sekvensnummer(), second.sekvensnummer());
        assertThat(caller.changedSekvensnummer(token, first.sekvensnummer(), 10))
                .containsExactly(second.sekvensnummer());
        assertThat(caller.changedSekvensnummer(token, second.sekvensnummer(), 10))
                .isEmpty();
    }

    @Test
    void pageHoldsTheLowestNumbers() {
        List<Long> issued = issueOrders(30);

        List<Long> page = caller.changedSekvensnummer(token, issued.get(0) - 1, 10);

        assertThat(page).containsExactlyInAnyOrderElementsOf(issued.subList(0, 10));
    }

    @Test
    void pagesLeadThroughAllOrders() {
        List<Long> issued = issueOrders(25);
        List<Long> received = new ArrayList<>();
        long cursor = issued.get(0) - 1;

        for (int size : new int[] {10, 10, 5, 0}) {
            List<Long> page = caller.changedSekvensnummer(token, cursor, 10);
            assertThat(page).hasSize(size);
            received.addAll(page);
            cursor = page.isEmpty() ? cursor : Collections.max(page);
        }

        assertThat(received).containsExactlyInAnyOrderElementsOf(issued);
    }

    @Test
    void arraysAreShuffled() {
        List<Long> issued = issueOrders(30);

        assertThat(caller.changedSekvensnummer(token, issued.get(0) - 1, 30))
                .containsExactlyInAnyOrderElementsOf(issued)
                .isNotEqualTo(issued);
    }

    @Test
    void sameSeedShufflesTheSame() {
        assertThat(tenOrders(SimulatorOptions.defaults().withShuffleSeed(7)))
                .isEqualTo(tenOrders(SimulatorOptions.defaults().withShuffleSeed(7)))
                .isNotEqualTo(tenOrders(SimulatorOptions.defaults().withShuffleSeed(8)));
    }

    @Test
    void arraysComeInOrderIfWanted() {
        assertThat(tenOrders(SimulatorOptions.defaults().withoutShuffle())).isSorted();
    }

    @Test
    void onlyTheLatestVersionIsSent() {
        IssuedOrder first = simulator.issue(OWN);
        simulator.change(first.trekkid(), order -> order.withSaksnummer("second"));
        IssuedOrder third = simulator.change(first.trekkid(), order -> order.withSaksnummer("third"));

        assertThat(caller.all(token)).containsExactly(Caller.json(third.json()));
        assertThat(caller.changes(token, first.sekvensnummer() - 1, 10)).containsExactly(Caller.json(third.json()));
        assertThat(third.trekkversjon()).isEqualTo(3);
    }

    @Test
    void sequenceNumbersAreSharedByAllEmployers() {
        simulator.delegate(CUSTOMER);
        IssuedOrder mine = simulator.issue(OWN);
        IssuedOrder theirs = simulator.issue(CUSTOMER);
        IssuedOrder mineAgain = simulator.change(mine.trekkid(), order -> order);

        assertThat(theirs.sekvensnummer()).isEqualTo(mine.sekvensnummer() + 1);
        assertThat(mineAgain.sekvensnummer()).isEqualTo(theirs.sekvensnummer() + 1);
        assertThat(caller.all(token)).containsExactly(Caller.json(mineAgain.json()));
        assertThat(caller.all(caller.delegatedToken(CUSTOMER))).containsExactly(Caller.json(theirs.json()));
    }

    @Test
    void skippedSequenceNumbersLeaveGap() {
        IssuedOrder before = simulator.issue(OWN);
        simulator.skipSequenceNumbers(5_000_000_000L);
        IssuedOrder after = simulator.issue(OWN);

        assertThat(after.sekvensnummer()).isEqualTo(before.sekvensnummer() + 5_000_000_001L);
        assertThat(caller.changedSekvensnummer(token, before.sekvensnummer(), 10))
                .containsExactly(after.sekvensnummer());
    }

    @Test
    void lateOrderAppearsBelowHigherNumbers() {
        IssuedOrder late = simulator.issueLate(OWN, order -> order);
        IssuedOrder inTime = simulator.issue(OWN);
        assertThat(late.sekvensnummer()).isLessThan(inTime.sekvensnummer());
        assertThat(caller.changedSekvensnummer(token, late.sekvensnummer() - 1, 10))
                .containsExactly(inTime.sekvensnummer());
        assertThat(caller.all(token)).hasSize(1);

        simulator.reveal(late);

        assertThat(caller.changedSekvensnummer(token, inTime.sekvensnummer(), 10))
                .isEmpty();
        assertThat(caller.changedSekvensnummer(token, late.sekvensnummer() - 1, 10))
                .containsExactlyInAnyOrder(late.sekvensnummer(), inTime.sekvensnummer());
        assertThat(caller.all(token)).hasSize(2);
    }

    @Test
    void lateVersionLeavesTheOneBeforeVisible() {
        IssuedOrder first = simulator.issue(OWN);
        IssuedOrder late = simulator.changeLate(first.trekkid(), order -> order);
        assertThat(caller.all(token)).containsExactly(Caller.json(first.json()));

        simulator.reveal(late);

        assertThat(caller.all(token)).containsExactly(Caller.json(late.json()));
    }

    @Test
    void endedOrderReadsAvsluttetInNewVersion() {
        IssuedOrder first = simulator.issue(
                OWN, order -> order.withPeriods(OrderPeriod.percent(java.time.LocalDate.of(2026, 2, 10), "23.0")));

        IssuedOrder ended = simulator.end(first.trekkid());

        JsonNode json = caller.all(token).get(0);
        assertThat(json.path("trekkstatus").asText()).isEqualTo("avsluttet");
        assertThat(json.path("trekkversjon").asInt()).isEqualTo(2);
        assertThat(json.path("sekvensnummer").asLong())
                .isEqualTo(ended.sekvensnummer())
                .isGreaterThan(first.sekvensnummer());
        assertThat(json.at("/trekkstoerrelseForPeriode/0/sluttdato").asText()).isEqualTo("2026-03-05");
        assertThat(json.at("/trekkstoerrelseForPeriode/0/startdato").asText()).isEqualTo("2026-02-10");
    }

    @Test
    void orderEndedWithoutNewVersionKeepsItsNumbers() {
        IssuedOrder before = simulator.issue(OWN);

        IssuedOrder after = simulator.endWithoutNewVersion(before.trekkid());

        assertThat(after.trekkversjon()).isEqualTo(before.trekkversjon());
        assertThat(after.sekvensnummer()).isEqualTo(before.sekvensnummer());
        JsonNode json = caller.all(token).get(0);
        assertThat(json.path("trekkstatus").asText()).isEqualTo("avsluttet");
        assertThat(before.json().replace("aktiv", "avsluttet")).isEqualTo(after.json());
        assertThat(caller.changedSekvensnummer(token, before.sekvensnummer(), 10))
                .isEmpty();
    }

    @Test
    void rawElementIsSentAsGiven() {
        simulator.addRaw(OWN, simulator.lastSekvensnummer() + 10, "{\"trekkid\":  \"raw\"}");
        IssuedOrder next = simulator.issue(OWN);

        String body = caller.get(
                        Caller.ORDERS + "?fraSekvensnummer=" + (next.sekvensnummer() - 2) + "&maksAntall=1", token)
                .body();

        assertThat(body).isEqualTo("[{\"trekkid\":  \"raw\"}]");
        assertThat(caller.all(token)).hasSize(2);
    }

    @Test
    void orderMayNameAnotherOrganisation() {
        simulator.issue(OWN, order -> order.withTrekkpliktig(CUSTOMER));

        assertThat(caller.all(token).get(0).path("trekkpliktig").asText()).isEqualTo(CUSTOMER);
    }

    @Test
    void unknownOrderCannotBeChanged() {
        assertThatThrownBy(() -> simulator.change("another", order -> order))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.end("another")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.endWithoutNewVersion("another"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trekkidStaysTheSame() {
        IssuedOrder order = simulator.issue(OWN);

        assertThatThrownBy(() -> simulator.change(order.trekkid(), changed -> changed.withTrekkid("another")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.issue(OWN, same -> same.withTrekkid(order.trekkid())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyThreadsIssueOrdersWithTheirOwnNumbers() {
        long before = simulator.lastSekvensnummer();

        List<Long> issued = IntStream.range(0, 200)
                .parallel()
                .mapToObj(any -> simulator.issue(OWN).sekvensnummer())
                .toList();

        assertThat(issued).doesNotHaveDuplicates();
        assertThat(simulator.lastSekvensnummer()).isEqualTo(before + 200);
        assertThat(caller.all(token)).hasSize(200);
    }

    private static List<Long> issueOrders(int howMany) {
        return IntStream.range(0, howMany)
                .mapToObj(any -> simulator.issue(OWN).sekvensnummer())
                .toList();
    }

    private static List<Long> tenOrders(SimulatorOptions options) {
        try (TrekkpaaleggSimulator other = TrekkpaaleggSimulator.start(options.withClock(clock))) {
            for (int i = 0; i < 10; i++) {
                other.issue(OWN);
            }
            Caller otherCaller = new Caller(other, clock);
            return otherCaller.changedSekvensnummer(otherCaller.ownToken(), 0, 10);
        }
    }
}
