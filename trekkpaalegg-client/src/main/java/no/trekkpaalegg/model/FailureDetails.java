package no.trekkpaalegg.model;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer said, as far as it said anything.
 *
 * @param httpStatus HTTP status, or {@code null} if no answer came
 * @param kode error code, or {@code null}
 * @param melding description by the other side, redacted, or {@code null}
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

    /** Nothing is known: no answer came. */
    public static final FailureDetails NONE = new FailureDetails(null, null, null, null, null, null);
}
