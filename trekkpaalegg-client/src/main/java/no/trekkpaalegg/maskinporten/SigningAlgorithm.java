package no.trekkpaalegg.maskinporten;

import com.nimbusds.jose.JWSAlgorithm;

/** The signature algorithms that Maskinporten accepts (contract section 2). */
public enum SigningAlgorithm {
    RS256,
    RS384,
    RS512;

    JWSAlgorithm jose() {
        return JWSAlgorithm.parse(name());
    }
}
