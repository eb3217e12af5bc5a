package no.trekkpaalegg.boot.actuate;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.StuckOrders;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks for, as it came, and what it means. Whatever does not make sense is refused with what would.
 *
 * @param action name of an {@link OperatorAction}
 * @param key short key of an order version
 * @param trekkid of an order version
 * @param trekkversjon of an order version
 * @param trekkstatus of an order version; missing for an element that could not be read
 * @param state states of order versions, separated by commas
 * @param cause what the cause of order versions contains
 * @param receivedSince when order versions were received at the earliest
 * @param reason why to discard
 * @param sekvensnummer where to rewind to
 * @param redeliver whether what was delivered after it comes again
 */
record ActionRequest(
        @Nullable String action,
        @Nullable String key,
        @Nullable String trekkid,
        @Nullable String trekkversjon,
        @Nullable String trekkstatus,
        @Nullable String state,
        @Nullable String cause,
        @Nullable String receivedSince,
        @Nullable String reason,
        @Nullable String sekvensnummer,
        boolean redeliver) {
    private static final List<String> ACTIONS =
            Stream.of(OperatorAction.values()).map(ActionRequest::nameOf).toList();
    private static final List<String> STATES =
            Backlog.STATES.stream().map(ActionRequest::nameOf).sorted().toList();

    private static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Only the part that says which order versions are meant. */
    static ActionRequest selecting(@Nullable String state, @Nullable String cause, @Nullable String receivedSince) {
        return new ActionRequest(null, null, null, null, null, state, cause, receivedSince, null, null, false);
    }

    OperatorAction wanted() {
        return Stream.of(OperatorAction.values())
                .filter(known -> nameOf(known).equalsIgnoreCase(action))
                .findFirst()
                .orElseThrow(() -> RefusedException.badRequest(
                        action == null ? "the action is missing" : "unknown action '" + shown(action) + "'", ACTIONS));
    }

    /** Whether one order version is meant, and not a selection. */
    boolean namesOne() {
        return key != null || trekkid != null || trekkversjon != null;
    }

    InboxKey inboxKey(String employer) {
        if (trekkid == null || trekkversjon == null) {
            throw RefusedException.badRequest(
                    "which order version is meant? Give its key, or its trekkid, trekkversjon and trekkstatus");
        }
        try {
            return new InboxKey(
                    employer, trekkid, Integer.parseInt(trekkversjon), trekkstatus == null ? "" : trekkstatus);
        } catch (NumberFormatException e) {
            throw RefusedException.badRequest("trekkversjon is a whole number");
        }
    }

    /** The selection, in which states must be named. */
    StuckOrders selection() {
        if (state == null) {
            throw RefusedException.badRequest(
                    "which order versions are meant? Give the key of one, or the state of several (with cause and"
                            + " receivedSince, if wanted)",
                    STATES);
        }
        return selectionFrom(Backlog.STATES);
    }

    /** The selection; in any of these states if none is named. */
    StuckOrders selectionFrom(Set<InboxState> otherwise) {
        Set<InboxState> states = state == null
                ? otherwise
                : Stream.of(state.split(",")).map(ActionRequest::parseState).collect(Collectors.toSet());
        return new StuckOrders(null, states, cause, receivedSince == null ? null : parseTime(receivedSince));
    }

    private static InboxState parseState(String text) {
        return Backlog.STATES.stream()
                .filter(known -> nameOf(known).equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> RefusedException.badRequest("unknown state '" + shown(text) + "'", STATES));
    }

    private static Instant parseTime(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw RefusedException.badRequest("receivedSince is a time such as 2026-03-05T12:00:00Z");
        }
    }

    String requiredReason() {
        if (reason == null || reason.isBlank()) {
            throw RefusedException.badRequest("discard needs a reason");
        }
        return reason;
    }

    long requiredSekvensnummer() {
        try {
            long number = Long.parseLong(sekvensnummer == null ? "" : sekvensnummer);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As if it were missing.
        }
        throw RefusedException.badRequest("rewind needs a sekvensnummer, 0 or more");
    }

    private static String shown(String text) {
        return Redaction.identifier(text);
    }
}
