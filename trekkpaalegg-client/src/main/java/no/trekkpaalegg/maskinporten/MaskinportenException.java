package no.trekkpaalegg.maskinporten;

import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.TrekkpaaleggException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Maskinporten gave no access token. {@link #kode()} is Maskinporten's code ({@code MP-nnn}) if the answer had one, and otherwise
 * the OAuth error ({@code invalid_grant} …).
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class MaskinportenException extends TrekkpaaleggException {
    private static final long serialVersionUID = 1L;

    public MaskinportenException(FailureKind kind, String message, FailureDetails details, @Nullable Throwable cause) {
        super(kind, message, details, cause);
    }
}
