package no.trekkpaalegg.client;

import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.TrekkpaaleggException;
import org.jspecify.annotations.Nullable;

/** The Trekkpålegg API refused a call, could not be reached, or gave an answer that could not be understood. */
public final class TrekkpaaleggApiException extends TrekkpaaleggException {
    private static final long serialVersionUID = 1L;

    public TrekkpaaleggApiException(
            FailureKind kind, String message, FailureDetails details, @Nullable Throwable cause) {
        super(kind, message, details, cause);
    }
}
