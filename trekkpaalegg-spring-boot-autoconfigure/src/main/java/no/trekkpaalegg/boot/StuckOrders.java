package no.trekkpaalegg.boot;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.jspecify.annotations.Nullable;

/**
 * Which of the order versions that are not delivered are meant: those that fulfil all conditions. Immutable.
 *
 * @param employer organisation number of the employer, or {@code null} for all configured employers
 * @param states in which states, at least one; only those of {@link Backlog#STATES}
 * @param causeContains what their cause contains, as it is stored, or {@code null} for any cause and none
 * @param receivedSince when they were received at the earliest, or {@code null} for any time
 */
public record StuckOrders(
        @Nullable String employer,
        Set<InboxState> states,
        @Nullable String causeContains,
        @Nullable Instant receivedSince) {

    /** @throws IllegalArgumentException if there is no state, or one of those that need nothing more to be done */
    public StuckOrders {
        states = Set.copyOf(states);
        if (states.isEmpty() || !Backlog.STATES.containsAll(states)) {
            throw new IllegalArgumentException("stuck orders are in one or more of the states " + Backlog.STATES);
        }
    }

    /** Those of all employers in these states. */
    public static StuckOrders in(InboxState state, InboxState... more) {
        return new StuckOrders(null, EnumSet.of(state, more), null, null);
    }

    /** The same, but of one employer only. */
    public StuckOrders of(String orgNumber) {
        return new StuckOrders(orgNumber, states, causeContains, receivedSince);
    }

    /** The same, but only those whose cause contains this text. */
    public StuckOrders withCause(String text) {
        return new StuckOrders(employer, states, text, receivedSince);
    }

    /** The same, but only those that were received at this time or later. */
    public StuckOrders since(Instant time) {
        return new StuckOrders(employer, states, causeContains, time);
    }

    /** Whether an entry is among them. */
    public boolean includes(InboxEntry entry) {
        return (employer == null || employer.equals(entry.key().employer()))
                && states.contains(entry.state())
                && (causeContains == null
                        || (entry.cause() != null && entry.cause().contains(causeContains)))
                && (receivedSince == null || !entry.receivedAt().isBefore(receivedSince));
    }
}
