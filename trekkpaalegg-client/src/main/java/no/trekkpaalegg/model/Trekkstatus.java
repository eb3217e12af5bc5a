package no.trekkpaalegg.model;

import java.util.Objects;

/**
 * The status of an order version, as the authority wrote it. New values can appear without notice and must not stop the feed
 * (contract section 1).
 *
 * @param value the code in the JSON, for example {@code aktiv}
 */
public record Trekkstatus(String value) {
    /** The order is active, or will be. */
    public static final Trekkstatus AKTIV = new Trekkstatus("aktiv");

    /** The last period has ended: stop withholding. */
    public static final Trekkstatus AVSLUTTET = new Trekkstatus("avsluttet");

    public Trekkstatus {
        Objects.requireNonNull(value, "value");
    }

    /** Whether withholding under the order has ended. */
    public boolean isAvsluttet() {
        return equals(AVSLUTTET);
    }

    /** The code, cleaned and at most 80 characters long: what the authority wrote may be anything. */
    @Override
    public String toString() {
        return Redaction.identifier(value);
    }
}
