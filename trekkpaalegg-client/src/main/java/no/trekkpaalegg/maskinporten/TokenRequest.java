package no.trekkpaalegg.maskinporten;

import io.micrometer.common.KeyValue;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Observations;

/**
 * Requests a token from Maskinporten, with retries. Every attempt signs a new assertion: an assertion can be used once (contract
 * section 2), even if its first use got no answer.
 */
final class TokenRequest {
    private final GrantSigner signer;
    private final TokenExchange exchange;
    private final MaskinportenErrors errors;
    private final ResilientCall resilient;
    private final Observations observations;

    TokenRequest(
            GrantSigner signer,
            TokenExchange exchange,
            MaskinportenErrors errors,
            ResilientCall resilient,
            Observations observations) {
        this.signer = signer;
        this.exchange = exchange;
        this.errors = errors;
        this.resilient = resilient;
        this.observations = observations;
    }

    /** @throws MaskinportenException if Maskinporten gives no token */
    AccessToken send(Employer employer) {
        return resilient.call(() -> sendOnce(employer), () -> errors.circuitOpen(employer));
    }

    private AccessToken sendOnce(Employer employer) {
        return observations.call(
                "trekkpaalegg.token.request",
                employer.orgNumber(),
                KeyValue.of("access", MaskinportenErrors.name(employer.access())),
                () -> exchange.exchange(employer, sign(employer)));
    }

    private String sign(Employer employer) {
        try {
            return signer.sign(employer);
        } catch (RuntimeException e) {
            throw errors.unusableKey(employer, e);
        }
    }
}
