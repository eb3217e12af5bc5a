package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one employer's inbox that are neither delivered nor given up.
 *
 * @param employer organisation number of the employer
 * @param counts how many entries are in each of the {@link #STATES}; a state without entries can be left out
 * @param oldestUndelivered when the oldest entry that waits for delivery ({@link InboxState#isUndelivered()}) was received, or
 *     {@code null} if none waits
 */
public record Backlog(
        String employer,
        Map<InboxState, Long> counts,
        @Nullable Instant oldestUndelivered) {
    /** The states of an entry that is neither delivered nor given up. */
    public static final Set<InboxState> STATES =
            Set.of(InboxState.PENDING, InboxState.FAILED, InboxState.PARKED, InboxState.REJECTED);

    public Backlog {
        Objects.requireNonNull(employer, "employer");
        counts = Map.copyOf(counts);
    }

    /** An empty backlog. */
    public static Backlog none(String employer) {
        return new Backlog(employer, Map.of(), null);
    }

    /** How many entries are in a state. */
    public long count(InboxState state) {
        return counts.getOrDefault(state, 0L);
    }
}
