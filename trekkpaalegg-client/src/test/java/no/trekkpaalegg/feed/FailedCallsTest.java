package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import no.trekkpaalegg.feed.PassResult.CallFailed;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.feed.PassResult.Unavailable;
import no.trekkpaalegg.feed.PassResult.Unreadable;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailedCallsTest {
    private final FeedFixture it = FeedFixture.withPages(2);

    @ParameterizedTest
    @EnumSource
    void whenTheCallFails_thenResultTellsTheKindAndCursorStaysAndWhatWaitsIsDelivered(FailureKind kind) {
        it.host.listening(false);
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.poll();
        it.host.listening(true);
        it.authority.publish(TestOrder.of("B", 1, 6));
        it.authority.fail(kind);

        PassResult result = it.poll();

        assertThat(result).isInstanceOf(resultOf(kind));
        assertThat(result.delivery()).isEqualTo(FeedFixture.delivered(1));
        assertThat(it.host.told()).containsExactly("NYTT A/1");
        assertThat(it.state().cursor()).isEqualTo(5);
    }

    @Test
    void whenTheCallWorksAgain_thenWhatWasMissedIsDelivered() {
        it.authority.publish(TestOrder.of("A", 1, 5));
        it.authority.fail(FailureKind.TRANSIENT);
        it.poll();
        it.authority.recover();

        assertThat(it.poll()).isInstanceOf(CaughtUp.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    @Test
    void whenTheSecondPageFails_thenTheFirstIsKeptAndTheNextPassGoesOnFromThere() {
        it.authority.publish(TestOrder.of("A", 1, 5), TestOrder.of("B", 1, 6), TestOrder.of("C", 1, 7));
        it.authority.beforeAnswer(request -> {
            if (request.after() == 6) {
                throw FakeAuthority.failure(FailureKind.TRANSIENT, FailureDetails.NONE);
            }
        });

        assertThat(it.poll()).isInstanceOf(Unavailable.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1");
        assertThat(it.state().cursor()).isEqualTo(6);

        it.authority.recover();
        it.poll();
        assertThat(it.authority.requestedAfter()).containsExactly(0L, 6L, 6L, 7L);
        assertThat(it.host.told()).containsExactly("NYTT A/1", "NYTT B/1", "NYTT C/1");
    }

    @Test
    void whenTheCallFails_thenStateRemembersWhy() {
        it.authority.beforeAnswer(request -> {
            throw FakeAuthority.failure(
                    FailureKind.ACCESS, new FailureDetails(403, "KB-005", null, null, "sent-id", null));
        });

        it.poll();

        assertThat(it.state().failures()).isEqualTo(1);
        assertThat(it.state().lastOutcome()).isEqualTo("Refused");
        assertThat(it.state().lastProblem()).isEqualTo("the call failed");
        assertThat(it.state().lastKorrelasjonsid()).isEqualTo("sent-id");
        assertThat(it.state().lastPassAt()).isEqualTo(it.clock.instant());
        assertThat(it.state().lastSuccessAt()).isNull();
    }

    @Test
    void whenAPassSucceedsAfterAFailure_thenStateForgetsTheFailure() {
        it.authority.fail(FailureKind.ACCESS);
        it.poll();
        it.authority.recover();

        it.poll();

        assertThat(it.state().failures()).isZero();
        assertThat(it.state().lastOutcome()).isEqualTo("CaughtUp");
        assertThat(it.state().lastProblem()).isNull();
        assertThat(it.state().lastKorrelasjonsid()).isNull();
        assertThat(it.state().lastSuccessAt()).isEqualTo(it.clock.instant());
    }

    @Test
    void whenOneEmployerFails_thenAnotherIsServed() {
        it.authority.publish(FeedFixture.OTHER_EMPLOYER, TestOrder.of("A", 1, 5).naming("310000019"));
        it.authority.beforeAnswer(request -> {
            if (request.employer().equals(FeedFixture.EMPLOYER.orgNumber())) {
                throw FakeAuthority.failure(FailureKind.ACCESS, FailureDetails.NONE);
            }
        });

        assertThat(it.poll()).isInstanceOf(Refused.class);
        assertThat(it.feed.poll(FeedFixture.OTHER_EMPLOYER)).isInstanceOf(CaughtUp.class);
        assertThat(it.host.told()).containsExactly("NYTT A/1");
    }

    private static Class<? extends CallFailed> resultOf(FailureKind kind) {
        return switch (kind) {
            case TRANSIENT -> Unavailable.class;
            case UNREADABLE -> Unreadable.class;
            case ACCESS, CONFIGURATION -> Refused.class;
        };
    }
}
