package no.trekkpaalegg.maskinporten;

import no.trekkpaalegg.model.Employer;

/**
 * Asks Maskinporten for a token, again if that can help. Every attempt signs anew: an assertion can be used once (contract
 * section 2), even if its first use got no answer.
 */
final class TokenRequest {
    private final GrantSigner signer;
    private final TokenExchange exchange;
    private final MaskinportenErrors errors;
    private final ResilientCall resilient;

    TokenRequest(GrantSigner signer, TokenExchange exchange, MaskinportenErrors errors, ResilientCall resilient) {
        this.signer = signer;
        this.exchange = exchange;
        this.errors = errors;
        this.resilient = resilient;
    }

    /** @throws MaskinportenException if no token could be had */
    AccessToken send(Employer employer) {
        return resilient.call(() -> exchange.exchange(employer, sign(employer)), () -> errors.circuitOpen(employer));
    }

    private String sign(Employer employer) {
        try {
            return signer.sign(employer);
        } catch (RuntimeException e) {
            throw errors.unusableKey(employer, e);
        }
    }
}
