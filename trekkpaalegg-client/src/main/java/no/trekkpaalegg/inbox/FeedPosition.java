package no.trekkpaalegg.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed of one employer has been read.
 *
 * <p>An order can become visible after one with a higher sequence number. So a pass does not start at the cursor but where the
 * cursor stood earlier: one re-read window before the last complete pass. Every number is thereby read once more at least a window
 * after the cursor has passed it, however long the time between two passes was. The marks say where the cursor stood.
 *
 * @param cursor largest sequence number stored, 0 at the start
 * @param marks where the cursor stood when earlier passes were complete, oldest first; about ten at most
 * @param resumeAfter the number after which the next pass goes on, because the last one ended before the end of the feed; {@code null}
 *     if it got there
 */
public record FeedPosition(
        long cursor, List<Mark> marks, @Nullable Long resumeAfter) {
    /** The start of the feed. */
    public static final FeedPosition START = new FeedPosition(0, List.of(), null);

    private static final int MARKS_PER_WINDOW = 8;

    /** Where the cursor stood at a time. */
    public record Mark(Instant at, long cursor) {}

    public FeedPosition {
        marks = List.copyOf(marks);
    }

    /** The number after which the next pass starts: before the cursor, so that what became visible late is read too. */
    public long startOfPass(Duration rereadWindow) {
        if (resumeAfter != null) {
            return resumeAfter;
        }
        int last = lastMarkBeforeWindow(marks, rereadWindow);
        return last < 0 ? 0 : marks.get(last).cursor();
    }

    /** The same after everything up to a number is stored; a lower number than the cursor changes nothing. */
    public FeedPosition readUpTo(long sekvensnummer) {
        return new FeedPosition(Math.max(cursor, sekvensnummer), marks, resumeAfter);
    }

    /** The same after a pass that ended before the end of the feed. */
    public FeedPosition interruptedAfter(long sekvensnummer) {
        return new FeedPosition(cursor, marks, sekvensnummer);
    }

    /** The same after a pass that read to the end of the feed. Marks are some time apart, and none is kept that no pass needs. */
    public FeedPosition readToTheEnd(Instant now, Duration rereadWindow) {
        List<Mark> kept = new ArrayList<>(marks);
        // A time ahead of now is from a node whose clock is wrong.
        kept.removeIf(mark -> mark.at().isAfter(now));
        Duration apart = rereadWindow.dividedBy(MARKS_PER_WINDOW);
        if (kept.isEmpty() || !now.isBefore(kept.get(kept.size() - 1).at().plus(apart))) {
            kept.add(new Mark(now, cursor));
        }
        int unneeded = lastMarkBeforeWindow(kept, rereadWindow);
        return new FeedPosition(cursor, kept.subList(Math.max(0, unneeded), kept.size()), null);
    }

    /** The same with the cursor, and all that follows from it, no further than a number. */
    public FeedPosition backTo(long sekvensnummer) {
        List<Mark> lowered = marks.stream()
                .map(mark -> new Mark(mark.at(), Math.min(mark.cursor(), sekvensnummer)))
                .toList();
        return new FeedPosition(Math.min(cursor, sekvensnummer), lowered, null);
    }

    private static int lastMarkBeforeWindow(List<Mark> marks, Duration window) {
        int last = marks.size() - 1;
        while (last >= 0
                && marks.get(last).at().isAfter(marks.get(marks.size() - 1).at().minus(window))) {
            last--;
        }
        return last;
    }
}
