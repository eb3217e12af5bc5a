package no.trekkpaalegg.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.Test;

/** When an employer is polled again after a pass. */
class NextPollTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration SIX_HOURS = Duration.ofHours(6);

    private final FeedFixture it = FeedFixture.with(new PollOptions(HALF_AN_HOUR, Duration.ofHours(24)));

    @Test
    void whenAPassSucceeds_thenTheNextIsDueAfterTheInterval() {
        it.poll();

        assertThat(it.untilNextPoll()).isEqualTo(HALF_AN_HOUR);
    }

    @Test
    void whenTheApiIsUnavailable_thenItIsTriedAgainSoonAndMoreAndMoreSlowlyUpToTheInterval() {
        it.authority.fail(FailureKind.TRANSIENT);

        assertNextPollWithin(Duration.ofMinutes(1));
        assertNextPollWithin(Duration.ofMinutes(2));
        assertNextPollWithin(Duration.ofMinutes(4));
        assertNextPollWithin(Duration.ofMinutes(8));
        assertNextPollWithin(Duration.ofMinutes(16));
        assertNextPollWithin(HALF_AN_HOUR);
        assertNextPollWithin(HALF_AN_HOUR);
    }

    @Test
    void whenTheAnswerIsUnreadable_thenItIsTriedAgainSoon() {
        it.authority.fail(FailureKind.UNREADABLE);

        assertNextPollWithin(Duration.ofMinutes(1));
    }

    @Test
    void whenRefused_thenItIsTriedAgainAfterTheIntervalAndMoreAndMoreSlowlyUpToSixHours() {
        it.authority.fail(FailureKind.ACCESS);

        assertNextPollWithin(HALF_AN_HOUR);
        assertNextPollWithin(Duration.ofHours(1));
        assertNextPollWithin(Duration.ofHours(2));
        assertNextPollWithin(Duration.ofHours(4));
        assertNextPollWithin(SIX_HOURS);
        assertNextPollWithin(SIX_HOURS);
    }

    @Test
    void whenThePassSucceedsAfterFailures_thenTheWaitStartsOver() {
        it.authority.fail(FailureKind.ACCESS);
        it.poll();
        it.poll();
        it.authority.recover();
        it.poll();
        assertThat(it.untilNextPoll()).isEqualTo(HALF_AN_HOUR);

        it.authority.fail(FailureKind.ACCESS);
        assertNextPollWithin(HALF_AN_HOUR);
    }

    @Test
    void whenARefusalFollowsALongOutage_thenTheWaitStartsOver() {
        it.authority.fail(FailureKind.TRANSIENT);
        for (int pass = 0; pass < 10; pass++) {
            it.poll();
        }

        it.authority.fail(FailureKind.ACCESS);

        assertNextPollWithin(HALF_AN_HOUR);
    }

    @Test
    void whenTheApiAsksForALongerWait_thenItIsGranted() {
        failWithRetryAfter(Duration.ofHours(2));
        it.poll();

        assertThat(it.untilNextPoll()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void whenTheApiAsksForAShorterWait_thenOurOwnCounts() {
        failWithRetryAfter(Duration.ofSeconds(1));

        assertNextPollWithin(Duration.ofMinutes(1));
    }

    @Test
    void whenTheApiAsksForAVeryLongWait_thenItIsSixHours() {
        failWithRetryAfter(Duration.ofDays(10));
        it.poll();

        assertThat(it.untilNextPoll()).isEqualTo(SIX_HOURS);
    }

    @Test
    void whenTheIntervalIsLongerThanSixHours_thenARefusalDoesNotShortenIt() {
        FeedFixture daily = FeedFixture.with(new PollOptions(Duration.ofDays(1), Duration.ZERO));
        daily.authority.fail(FailureKind.ACCESS);
        daily.poll();
        daily.poll();

        assertThat(daily.untilNextPoll()).isBetween(Duration.ofHours(19), Duration.ofDays(1));
    }

    @Test
    void whenTheIntervalIsShorterThanAMinute_thenAnOutageDoesNotLengthenIt() {
        FeedFixture quick = FeedFixture.with(new PollOptions(Duration.ofSeconds(10), Duration.ZERO));
        quick.authority.fail(FailureKind.TRANSIENT);
        quick.poll();
        quick.poll();

        assertThat(quick.untilNextPoll()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    }

    /** Jitter shortens a wait by up to a fifth. */
    private void assertNextPollWithin(Duration longest) {
        it.poll();
        assertThat(it.untilNextPoll()).isBetween(longest.multipliedBy(4).dividedBy(5), longest);
    }

    private void failWithRetryAfter(Duration wait) {
        it.authority.beforeAnswer(request -> {
            throw FakeAuthority.failure(FailureKind.TRANSIENT, new FailureDetails(503, null, null, null, null, wait));
        });
    }
}
