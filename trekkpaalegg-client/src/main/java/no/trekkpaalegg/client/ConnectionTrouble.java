package no.trekkpaalegg.client;

import java.net.ProtocolException;
import java.util.stream.Stream;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Says why a call got no answer, in a text without secrets. The HTTP client quotes a status line that it cannot read, a header that
 * it cannot send and a number that it cannot parse; these can contain a person number or the token.
 */
record ConnectionTrouble(Throwable cause) {

    /** The cause, or {@code null} if it quotes what was sent or received. */
    @Nullable
    Throwable showableCause() {
        boolean quotes = Stream.iterate(cause, link -> link != null, Throwable::getCause)
                .anyMatch(link -> link instanceof ProtocolException || link instanceof IllegalArgumentException);
        return quotes ? null : cause;
    }

    @Override
    public String toString() {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
        String name = cause.getClass().getSimpleName();
        if (showableCause() != null && root.getMessage() != null) {
            return name + " (" + Redaction.redact(root.getMessage()) + ")";
        }
        return root == cause ? name : name + " (" + root.getClass().getSimpleName() + ")";
    }
}
