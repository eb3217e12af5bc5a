package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidGrant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/** Whether a JWT is signed by the client: form, header and signature. Its claims are looked at by {@link AssertionClaims}. */
final class AssertionCheck {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);
    private static final Set<String> HEADER_PARAMETERS = Set.of("alg", "typ", "kid", "x5c");

    private final RegisteredKeys keys;
    private final TrustedCertificates certificates;

    AssertionCheck(RegisteredKeys keys, TrustedCertificates certificates) {
        this.keys = keys;
        this.certificates = certificates;
    }

    /**
     * The claims of a JWT with a good signature.
     *
     * @throws MaskinportenRefusal if it is malformed or not signed with a key or certificate of the client
     */
    Map<String, Object> claimsIn(String assertion) {
        JWSObject jws = parse(assertion);
        JWSHeader header = jws.getHeader();
        checkHeader(header);
        RSAPublicKey publicKey =
                header.getKeyID() != null ? keys.publicKeyFor(header) : certificates.publicKeyFor(header);
        checkSignature(jws, publicKey);
        Map<String, Object> claims = jws.getPayload().toJSONObject();
        if (claims == null) {
            throw invalidGrant("MP-011", "the payload of the JWT is not a JSON object");
        }
        return claims;
    }

    private static JWSObject parse(String assertion) {
        try {
            return JWSObject.parse(assertion);
        } catch (ParseException | IllegalArgumentException e) {
            throw invalidGrant("MP-011", "the assertion is not a signed JWT");
        }
    }

    private static void checkHeader(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw invalidGrant("MP-011", "alg must be RS256, RS384 or RS512");
        }
        if ((header.getKeyID() == null) == (header.getX509CertChain() == null)) {
            throw invalidGrant("MP-011", "the JWT header must hold either kid or x5c");
        }
        if (!HEADER_PARAMETERS.containsAll(header.toJSONObject().keySet())) {
            throw invalidGrant("MP-011", "the JWT header holds an unknown parameter");
        }
    }

    private static void checkSignature(JWSObject jws, RSAPublicKey publicKey) {
        try {
            if (jws.verify(new RSASSAVerifier(publicKey))) {
                return;
            }
        } catch (JOSEException e) {
            throw new IllegalStateException("a signature could not be checked", e);
        }
        throw invalidGrant("MP-120", "invalid JWT signature");
    }
}
