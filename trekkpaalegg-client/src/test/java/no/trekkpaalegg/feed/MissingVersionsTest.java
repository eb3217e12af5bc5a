package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import no.trekkpaalegg.feed.PassResult.Unavailable;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;

class MissingVersionsTest {
    private static final TestOrder V1 = TestOrder.of("A", 1, 10);
    private static final TestOrder V2 = TestOrder.of("A", 2, 20);
    private static final TestOrder V3 = TestOrder.of("A", 3, 30);
    private static final TestOrder V4 = TestOrder.of("A", 4, 40);

    private final FeedFixture it =
            FeedFixture.with(new ReadOptions(10, Duration.ZERO, true, UnknownOrganisations.DELIVER));

    @Test
    void whenVersionsAreSkipped_thenTheyAreFetchedAndDeliveredInOrder() {
        it.authority.publish(V1);
        it.poll();
        it.authority.keepVersion(V2);
        it.authority.keepVersion(V3);
        it.authority.publish(V4);

        it.poll();

        assertThat(it.authority.versionRequests()).containsExactly("A/2", "A/3");
        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/2", "ENDRET A/3", "ENDRET A/4");
        assertThat(it.state().cursor()).isEqualTo(40);
    }

    @Test
    void whenThePageIsReadAgain_thenNothingIsFetchedAgain() {
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(V3);
        it.poll();

        it.authority.answerNext(V3.json());
        it.poll();

        assertThat(it.authority.versionRequests()).containsExactly("A/2");
    }

    @Test
    void whenNoVersionIsSkipped_thenNoneIsFetched() {
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(V2);
        it.poll();

        assertThat(it.authority.versionRequests()).isEmpty();
    }

    @Test
    void whenTheOptionIsOff_thenNoneIsFetched() {
        FeedFixture off = FeedFixture.withPages(10);
        off.authority.publish(V1);
        off.poll();
        off.authority.publish(V3);
        off.poll();

        assertThat(off.authority.versionRequests()).isEmpty();
        assertThat(off.host.told()).containsExactly("NYTT A/1", "ENDRET A/3");
    }

    @Test
    void whenAnOrderIsSeenForTheFirstTime_thenNoneIsFetched() {
        it.authority.publish(V3);

        it.poll();

        assertThat(it.authority.versionRequests()).isEmpty();
        assertThat(it.host.told()).containsExactly("NYTT A/3");
    }

    @Test
    void whenASkippedVersionDoesNotExist_thenTheOthersAreDelivered() {
        it.authority.publish(V1);
        it.poll();
        it.authority.keepVersion(V3);
        it.authority.publish(V4);

        it.poll();

        assertThat(it.authority.versionRequests()).containsExactly("A/2", "A/3");
        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/3", "ENDRET A/4");
    }

    @Test
    void whenAnotherOrderIsAnswered_thenItIsNotStored() {
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(V3);
        it.authority.keepVersionAs("A/2", TestOrder.of("B", 2, 20));

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/3");
    }

    @Test
    void whenAnotherVersionIsAnswered_thenItIsNotStored() {
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(V3);
        it.authority.keepVersionAs("A/2", V4);

        it.poll();

        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/3");
    }

    @Test
    void whenTheGapIsLarge_thenNoMoreThanFiftyVersionsAreFetched() {
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(TestOrder.of("A", 1_000_000, 20));

        it.poll();

        assertThat(it.authority.versionRequests())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2, 51).mapToObj(n -> "A/" + n).toList());
        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/1000000");
    }

    @Test
    void whenTheLatestKnownVersionIsTheHighestPossible_thenNoneIsFetched() {
        it.authority.publish(TestOrder.of("A", Integer.MAX_VALUE, 10));
        it.poll();
        it.authority.publish(V3);

        it.poll();

        assertThat(it.authority.versionRequests()).isEmpty();
    }

    @Test
    void whenAFetchFails_thenNothingOfThePageIsStoredAndTheNextPassGetsIt() {
        it.authority.publish(V1);
        it.poll();
        it.authority.keepVersion(V2);
        it.authority.publish(V3, TestOrder.of("B", 1, 31));
        it.authority.beforeAnswer(request -> {
            if (request.after() < 0) {
                throw FakeAuthority.failure(FailureKind.TRANSIENT, FailureDetails.NONE);
            }
        });

        assertThat(it.poll()).isInstanceOf(Unavailable.class);
        assertThat(it.state().cursor()).isEqualTo(10);
        assertThat(it.isStored(V3)).isFalse();

        it.authority.recover();
        it.poll();
        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/2", "ENDRET A/3", "NYTT B/1");
    }

    @Test
    void whenAVersionCanNeverBeFetched_thenItIsGivenUpAfterAFewPassesRecordedAndTheOthersAreDelivered() {
        it.authority.publish(V1);
        it.poll();
        it.authority.publish(V3);
        it.authority.beforeAnswer(request -> {
            if (request.after() < 0) {
                throw FakeAuthority.failure(FailureKind.UNREADABLE, FailureDetails.NONE);
            }
        });

        for (int pass = 1; pass < MissingVersions.MAX_PASSES; pass++) {
            assertThat(it.poll()).isInstanceOf(PassResult.Unreadable.class);
        }
        assertThat(it.poll()).isInstanceOf(PassResult.CaughtUp.class);

        assertThat(it.host.told()).containsExactly("NYTT A/1", "ENDRET A/3");
        assertThat(it.store.find(V2.malformedKey()).orElseThrow().cause()).contains("could not be fetched in 5 passes");
        assertThat(it.counts.read().rejected()).isOne();
    }

    @Test
    void whenManyVersionsAreSkipped_thenAPassMakesNoMoreCallsThanItsCap() {
        IntStream.rangeClosed(1, 9).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 1, n)));
        it.poll();
        IntStream.rangeClosed(1, 9).forEach(n -> it.authority.publish(TestOrder.of("T" + n, 100, 100 + n)));

        it.poll();

        assertThat(it.authority.versionRequests()).hasSize(MissingVersions.MAX_PER_PASS);
        assertThat(it.host.told()).hasSize(18);
    }

    @Test
    void whenATrekkidWouldChangeThePath_thenNothingIsFetched() {
        it.authority.publish(TestOrder.of("..", 1, 1));
        it.poll();
        it.authority.publish(TestOrder.of("..", 3, 2));

        it.poll();

        assertThat(it.authority.versionRequests()).isEmpty();
        assertThat(it.host.told()).hasSize(2);
    }
}
