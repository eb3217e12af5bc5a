package no.trekkpaalegg.maskinporten;

import java.util.Map;
import java.util.TreeSet;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;

/** Takes each employer's tokens from the client that the employer names. */
final class TokensByClient implements AccessTokenSource {
    private final Map<String, AccessTokenSource> byClient;

    TokensByClient(Map<String, AccessTokenSource> byClient) {
        this.byClient = Map.copyOf(byClient);
    }

    @Override
    public AccessToken tokenFor(Employer employer) {
        return of(employer).tokenFor(employer);
    }

    @Override
    public void refused(Employer employer, AccessToken token) {
        of(employer).refused(employer, token);
    }

    private AccessTokenSource of(Employer employer) {
        AccessTokenSource tokens = byClient.get(employer.client());
        if (tokens == null) {
            throw new MaskinportenException(
                    FailureKind.CONFIGURATION,
                    "No Maskinporten token for employer " + employer.orgNumber() + ": it names the client '"
                            + employer.client() + "', which is not configured; there is "
                            + String.join(", ", new TreeSet<>(byClient.keySet())),
                    FailureDetails.NONE,
                    null);
        }
        return tokens;
    }
}
