package no.trekkpaalegg.client;

import java.util.Optional;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * One element of an answer. Each is parsed by itself, so that a malformed one does not affect the others.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public sealed interface ReceivedOrder {

    /** The element exactly as it was received, unless it was too long. It has personal data. */
    String json();

    /** The order version in the element, or empty if it could not be understood. */
    Optional<Trekkpaalegg> trekkpaalegg();

    /**
     * The element is an order version.
     *
     * @hidden
     * @param order the order version
     * @param json the element as received
     */
    record Valid(Trekkpaalegg order, String json) implements ReceivedOrder {
        @Override
        public Optional<Trekkpaalegg> trekkpaalegg() {
            return Optional.of(order);
        }

        @Override
        public String toString() {
            return "Valid[" + order + "]";
        }
    }

    /**
     * The element could not be understood as an order version.
     *
     * @hidden
     * @param json the element as received; if it was too long, its beginning and a note
     * @param problem what is wrong with it and in which field, without the field's value
     * @param trekkid identity of the order, or {@code null} if that could not be read either
     * @param trekkversjon version of the order, or {@code null} if that could not be read either
     * @param sekvensnummer position in the feed, or {@code null} if that could not be read either
     */
    record Malformed(
            String json,
            String problem,
            @Nullable String trekkid,
            @Nullable Integer trekkversjon,
            @Nullable Long sekvensnummer)
            implements ReceivedOrder {
        @Override
        public Optional<Trekkpaalegg> trekkpaalegg() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Malformed[" + problem + ", " + place() + "]";
        }

        /** The identity of the element in a text without secrets, because a wrong field can have a person number. */
        String place() {
            return "trekkid " + (trekkid == null ? null : Redaction.identifier(trekkid)) + ", trekkversjon "
                    + trekkversjon + ", sekvensnummer " + sekvensnummer;
        }
    }
}
