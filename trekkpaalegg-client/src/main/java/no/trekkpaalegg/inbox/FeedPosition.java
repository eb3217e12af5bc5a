package no.trekkpaalegg.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed of one employer has been read.
 *
 * <p>An order can become visible after one with a higher sequence number. A pass therefore starts where the cursor stood earlier:
 * one re-read window before the last complete pass. So every number is read again at least one window after the cursor passed it,
 * independent of the time between two passes. The marks record where the cursor stood.
 *
 * @param cursor largest sequence number stored, 0 at the start
 * @param marks where the cursor stood at the end of earlier complete passes, oldest first; about ten at most
 * @param resumeAfter the number after which the next pass continues, if the last one stopped before the end of the feed;
 *     {@code null} if it read to the end
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

    /** The number after which the next pass starts. It is before the cursor, so that orders that became visible late are read too. */
    public long startOfPass(Duration rereadWindow) {
        return resumeAfter == null ? startOfWindow(rereadWindow) : resumeAfter;
    }

    /** The number after which orders that become visible late are still read by the feed. */
    public long startOfWindow(Duration rereadWindow) {
        int last = lastMarkBeforeWindow(marks, rereadWindow);
        return last < 0 ? 0 : marks.get(last).cursor();
    }

    /** The position after everything up to a number is stored. A number below the cursor changes nothing. */
    public FeedPosition readUpTo(long sekvensnummer) {
        return new FeedPosition(Math.max(cursor, sekvensnummer), marks, resumeAfter);
    }

    /** The position after a pass that stopped before the end of the feed. */
    public FeedPosition interruptedAfter(long sekvensnummer) {
        return new FeedPosition(cursor, marks, sekvensnummer);
    }

    /**
     * The position after a pass that read to the end of the feed. Marks are some time apart, and marks that no later pass needs are
     * dropped.
     */
    public FeedPosition readToTheEnd(Instant now, Duration rereadWindow) {
        List<Mark> kept = new ArrayList<>(marks);
        // A time in the future comes from a node with a wrong clock.
        kept.removeIf(mark -> mark.at().isAfter(now));
        Duration apart = rereadWindow.dividedBy(MARKS_PER_WINDOW);
        if (kept.isEmpty() || !now.isBefore(kept.get(kept.size() - 1).at().plus(apart))) {
            kept.add(new Mark(now, cursor));
        }
        int unneeded = lastMarkBeforeWindow(kept, rereadWindow);
        return new FeedPosition(cursor, kept.subList(Math.max(0, unneeded), kept.size()), null);
    }

    /** The position with cursor and marks limited to a number. */
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
