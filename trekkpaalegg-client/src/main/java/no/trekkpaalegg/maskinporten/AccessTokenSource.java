package no.trekkpaalegg.maskinporten;

import no.trekkpaalegg.model.Employer;

/** Where a call to the API gets its access token. Implementations are safe for use by many threads. */
public interface AccessTokenSource {

    /**
     * A token for the employer that lives long enough for one call.
     *
     * @throws MaskinportenException if none could be had
     */
    AccessToken tokenFor(Employer employer);

    /**
     * Tells that the API refused this token. It is dropped, so that the next {@link #tokenFor} asks for a new one; a newer token
     * that another thread has fetched meanwhile is kept.
     */
    void refused(Employer employer, AccessToken token);
}
