package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.Set;
import java.util.TreeSet;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token of another organisation looks like a success; it is told apart by whom the orders name. */
class TokenOwnerTest {
    private static final String OTHER = FeedFixture.OTHER_EMPLOYER.orgNumber();
    private static final String EXPLANATION =
            "Every order received for employer 313367002 names another organisation (" + OTHER + ")";

    private final FeedFixture it = new FeedFixture();
    private final FeedLog log = new FeedLog();

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void whenEveryOrderNamesAnother_thenTheLogAndTheStateExplainIt() {
        it.configured.add(OTHER);
        it.authority.publish(
                TestOrder.of("A", 1, 5).naming(OTHER), TestOrder.of("B", 1, 6).naming(OTHER));

        it.poll();

        assertThat(log.at(Level.WARN))
                .singleElement()
                .asString()
                .startsWith(EXPLANATION)
                .contains("the access token belongs to that organisation", "maskinporten.client-id")
                .endsWith("See docs/runbook.md#the-token-names-another-organisation");
        assertThat(it.state().lastProblem()).startsWith(EXPLANATION);
        assertThat(it.state().failures()).isZero();
    }

    @Test
    void whenOneOrderNamesTheEmployer_thenThereIsNoDoubt() {
        it.configured.add(OTHER);
        it.authority.publish(TestOrder.of("A", 1, 5).naming(OTHER), TestOrder.of("B", 1, 6));

        it.poll();

        assertThat(log.at(Level.WARN)).isEmpty();
        assertThat(it.state().lastProblem()).isNull();
    }

    @Test
    void whenThereAreNoOrders_thenThereIsNoDoubt() {
        it.poll();

        assertThat(log.at(Level.WARN)).isEmpty();
        assertThat(it.state().lastProblem()).isNull();
    }

    @Test
    void whenTheSameIsFoundAgain_thenItIsLoggedOnce() {
        it.configured.add(OTHER);
        it.authority.publish(TestOrder.of("A", 1, 5).naming(OTHER));

        it.poll();
        it.poll();

        assertThat(log.at(Level.WARN)).hasSize(1);
    }

    @Test
    void whenALaterPassBringsNothing_thenTheExplanationStays() {
        FeedFixture narrow = FeedFixture.withPages(1000);
        narrow.authority.publish(TestOrder.of("A", 1, 5).naming(OTHER));
        narrow.poll();

        assertThat(narrow.poll()).isInstanceOf(PassResult.CaughtUp.class);
        assertThat(narrow.state().lastProblem()).startsWith(EXPLANATION);
        narrow.authority.publish(TestOrder.of("B", 1, 6));
        narrow.poll();
        assertThat(narrow.state().lastProblem()).isNull();
    }

    @Test
    void whenItWasCorrectedAndComesBack_thenItIsSaidAgain() {
        it.configured.add(OTHER);
        it.authority.publish(TestOrder.of("A", 1, 5).naming(OTHER));
        it.poll();
        it.authority.publish(TestOrder.of("B", 1, 6));
        it.poll();
        assertThat(it.state().lastProblem()).isNull();

        it.authority.answerNext(TestOrder.of("C", 1, 7).naming(OTHER).json());
        it.poll();

        assertThat(log.at(Level.WARN)).hasSize(2);
    }

    @Test
    void whenTheTokenIsThatOfASystemUser_thenTheExternalReferenceIsToBeChecked() {
        ReadSummary read = ReadSummary.received(1, Set.of(OTHER));

        assertThat(TokenOwner.doubt(Employer.systemUser("313367002"), read).orElseThrow())
                .contains("external-ref");
        assertThat(TokenOwner.doubt(Employer.delegation("313367002"), read).orElseThrow())
                .contains("delegation");
    }

    @Test
    void whenVeryManyOrganisationsAreNamed_thenAFewAreShown() {
        Set<String> many = new TreeSet<>(Set.of("1", "2", "3", "4", "5", "6", "7"));

        assertThat(TokenOwner.doubt(FeedFixture.EMPLOYER, ReadSummary.received(7, many))
                        .orElseThrow())
                .contains("(1, 2, 3, 4, 5 and others)");
    }
}
