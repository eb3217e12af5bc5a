package no.trekkpaalegg.maskinporten;

import no.trekkpaalegg.model.Employer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Supplies the access tokens for calls to the API. Implementations are safe for use by many threads.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public interface AccessTokenSource {

    /**
     * A token for the employer that lives long enough for one call.
     *
     * @throws MaskinportenException if Maskinporten gives none
     */
    AccessToken tokenFor(Employer employer);

    /**
     * Reports that the API refused this token. The token is dropped, and the next {@link #tokenFor} requests a new one. If another
     * thread has already fetched a newer token, the newer one is kept.
     */
    void refused(Employer employer, AccessToken token);
}
