package no.trekkpaalegg.model;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The content of an error answer. Each part can be missing.
 *
 * @param httpStatus HTTP status, or {@code null} if no answer came
 * @param kode error code, or {@code null}
 * @param melding the other side's description of the error, redacted, or {@code null}
 * @param korrelasjonsid correlation id in the answer, or {@code null}
 * @param sentKorrelasjonsid correlation id of the request, or {@code null}
 * @param retryAfter how long to wait, or {@code null}
 */
public record FailureDetails(
        @Nullable Integer httpStatus,
        @Nullable String kode,
        @Nullable String melding,
        @Nullable String korrelasjonsid,
        @Nullable String sentKorrelasjonsid,
        @Nullable Duration retryAfter)
        implements Serializable {

    /** Details of a call without an answer. */
    public static final FailureDetails NONE = new FailureDetails(null, null, null, null, null, null);
}
