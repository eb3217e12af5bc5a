package no.trekkpaalegg.inbox;

import java.util.Comparator;
import java.util.Objects;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;

/**
 * The identity of an order version. A version with a key that is already in the inbox is not stored or delivered again. The status
 * is part of the key because a version can change to {@code avsluttet} without a new number (contract section 1).
 *
 * @param employer organisation number of the employer that was asked for
 * @param trekkid identity of the order, of any length; if it could not be read, a digest of the element
 * @param trekkversjon version of the order; 0 if it could not be read
 * @param trekkstatus status as received, of any length; empty if it could not be read
 */
public record InboxKey(String employer, String trekkid, int trekkversjon, String trekkstatus) {
    private static final Comparator<InboxKey> AGE = Comparator.comparingInt(InboxKey::trekkversjon)
            .thenComparing(key -> key.trekkstatus().equals(Trekkstatus.AVSLUTTET.value()));

    public InboxKey {
        Objects.requireNonNull(employer, "employer");
        Objects.requireNonNull(trekkid, "trekkid");
        Objects.requireNonNull(trekkstatus, "trekkstatus");
    }

    /** Identity and status are cleaned and cut, because they are as received and can have any content. */
    @Override
    public String toString() {
        return "InboxKey[employer=" + employer + ", trekkid=" + Redaction.identifier(trekkid) + ", trekkversjon="
                + trekkversjon + ", trekkstatus=" + Redaction.identifier(trekkstatus) + "]";
    }

    /** The key of an order version received for an employer. */
    public static InboxKey of(String employer, Trekkpaalegg order) {
        return new InboxKey(
                employer,
                order.trekkid(),
                order.trekkversjon(),
                order.trekkstatus().value());
    }

    /** Whether this is the key of an element that could not be understood. */
    public boolean isMalformed() {
        return trekkstatus.isEmpty();
    }

    /** Whether both are versions of one order of one employer. */
    public boolean sameOrderAs(InboxKey other) {
        return employer.equals(other.employer) && trekkid.equals(other.trekkid);
    }

    /** Whether this is a later state of the order: a higher version, or the same version after it has ended. */
    public boolean isNewerThan(InboxKey other) {
        return sameOrderAs(other) && AGE.compare(this, other) > 0;
    }
}
