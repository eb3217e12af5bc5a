package no.trekkpaalegg.client;

import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.TrekkpaaleggException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The Trekkpålegg API refused a call, could not be reached, or gave an answer that could not be understood.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class TrekkpaaleggApiException extends TrekkpaaleggException {
    private static final long serialVersionUID = 1L;

    private final boolean answerTooLong;

    public TrekkpaaleggApiException(
            FailureKind kind, String message, FailureDetails details, @Nullable Throwable cause) {
        super(kind, message, details, cause);
        this.answerTooLong = false;
    }

    /** An answer that is too long for the memory. */
    TrekkpaaleggApiException(String message, FailureDetails details) {
        super(FailureKind.UNREADABLE, message, details, null);
        this.answerTooLong = true;
    }

    /** Whether a request for fewer orders can help. */
    boolean isAnswerTooLong() {
        return answerTooLong;
    }
}
