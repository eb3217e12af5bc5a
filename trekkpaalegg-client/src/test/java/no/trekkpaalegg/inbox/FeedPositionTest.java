package no.trekkpaalegg.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import no.trekkpaalegg.inbox.FeedPosition.Mark;
import org.junit.jupiter.api.Test;

/** Where a pass starts. */
class FeedPositionTest {
    private static final Instant START = Instant.parse("2026-03-05T12:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(2);

    @Test
    void whenNothingWasRead_thenAPassStartsAtZero() {
        assertThat(FeedPosition.START.startOfPass(WINDOW)).isZero();
    }

    @Test
    void whenTheFeedHasNotBeenReadForAWholeWindow_thenAPassStartsAtZero() {
        FeedPosition position = passes(FeedPosition.START, START, Duration.ofMinutes(30), 4);

        assertThat(position.startOfPass(WINDOW)).isZero();
    }

    @Test
    void whenPassesAreMade_thenEachStartsWhereTheCursorStoodAWindowBeforeTheLastOne() {
        // The cursor stood at 1 at the start, at 2 half an hour later, and at 13 six hours later.
        FeedPosition position = passes(FeedPosition.START, START, Duration.ofMinutes(30), 13);

        assertThat(position.cursor()).isEqualTo(13);
        assertThat(position.startOfPass(WINDOW)).isEqualTo(9);
    }

    @Test
    void whenPassesAreCloseTogether_thenFewMarksAreKeptAndTheStartIsEarlyRatherThanLate() {
        FeedPosition position = passes(FeedPosition.START, START, Duration.ofMinutes(1), 600);

        assertThat(position.marks()).hasSizeLessThanOrEqualTo(10);
        assertThat(position.startOfPass(WINDOW)).isBetween(600L - 120 - 15 - 15, 600L - 120);
    }

    @Test
    void whenTheIntervalIsLongerThanTheWindow_thenWhatTheLastPassReadIsReadOnceMore() {
        FeedPosition position = passes(FeedPosition.START, START, Duration.ofHours(6), 3);

        assertThat(position.startOfPass(WINDOW)).isEqualTo(2);
    }

    @Test
    void whenTheApplicationWasDown_thenWhatWasReadShortlyBeforeIsReadOnceMore() {
        FeedPosition before = passes(FeedPosition.START, START, Duration.ofMinutes(30), 13);

        assertThat(before.startOfPass(WINDOW)).isEqualTo(9);
        FeedPosition after = pass(before, START.plus(Duration.ofDays(3)), 14);
        assertThat(after.startOfPass(WINDOW)).isEqualTo(13);
        assertThat(after.marks()).hasSize(2);
    }

    @Test
    void whenTheWindowIsZero_thenAPassStartsAtTheCursor() {
        FeedPosition position = pass(FeedPosition.START, START, 5).readToTheEnd(START, Duration.ZERO);

        assertThat(position.startOfPass(Duration.ZERO)).isEqualTo(5);
    }

    @Test
    void whenAPassEndedEarly_thenTheNextGoesOnThereAndTheOneAfterFromTheWindow() {
        FeedPosition before = passes(FeedPosition.START, START, Duration.ofMinutes(30), 13);

        FeedPosition interrupted = before.readUpTo(20).interruptedAfter(20);

        assertThat(interrupted.startOfPass(WINDOW)).isEqualTo(20);
        assertThat(interrupted
                        .readToTheEnd(START.plus(Duration.ofMinutes(390)), WINDOW)
                        .startOfPass(WINDOW))
                .isEqualTo(10);
    }

    @Test
    void whenTheCursorIsMovedBack_thenNoPassStartsAfterIt() {
        FeedPosition position = passes(FeedPosition.START, START, Duration.ofMinutes(30), 13)
                .interruptedAfter(12)
                .backTo(4);

        assertThat(position.cursor()).isEqualTo(4);
        assertThat(position.startOfPass(WINDOW)).isEqualTo(4);
        assertThat(position.backTo(7).cursor()).isEqualTo(4);
    }

    @Test
    void whenANodeWithAClockAheadHasBeenHere_thenAPassStartsEarlierAndNeverLater() {
        FeedPosition position = passes(FeedPosition.START, START, Duration.ofMinutes(30), 13);
        Instant last = START.plus(Duration.ofHours(6));

        FeedPosition ahead = pass(position, last.plus(Duration.ofDays(1)), 14);
        FeedPosition right = pass(ahead, last.plus(Duration.ofMinutes(30)), 15);

        assertThat(right.startOfPass(WINDOW)).isLessThanOrEqualTo(9);
        assertThat(right.marks()).extracting(Mark::at).noneMatch(time -> time.isAfter(last.plus(WINDOW)));
    }

    @Test
    void whenThereAreMarks_thenTheListCannotBeChangedFromOutside() {
        List<Mark> marks = new ArrayList<>(List.of(new Mark(START, 1)));
        FeedPosition position = new FeedPosition(1, marks, null);
        marks.clear();

        assertThat(position.marks()).hasSize(1);
    }

    /** The cursor moves by one in each pass. */
    private static FeedPosition passes(FeedPosition position, Instant first, Duration interval, int count) {
        FeedPosition current = position;
        for (int pass = 0; pass < count; pass++) {
            current = pass(current, first.plus(interval.multipliedBy(pass)), pass + 1);
        }
        return current;
    }

    private static FeedPosition pass(FeedPosition position, Instant now, long cursor) {
        return position.readUpTo(cursor).readToTheEnd(now, WINDOW);
    }
}
