package no.trekkpaalegg.maskinporten;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import no.trekkpaalegg.model.Employer;

/**
 * Makes the assertion that is exchanged for a token. Maskinporten refuses unknown claims, so the assertion has exactly those of
 * contract section 2. Maskinporten refuses a second use, so every call signs a new one.
 */
final class GrantSigner {
    /** Maskinporten accepts at most 120 s. The difference allows for a clock that is behind ours. */
    private static final Duration LIFETIME = Duration.ofSeconds(100);

    private final MaskinportenSettings settings;
    private final SigningKeySource keys;
    private final Clock clock;

    GrantSigner(MaskinportenSettings settings, SigningKeySource keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Signs a JWT that can be used once within the next 100 s.
     *
     * @throws UnusableKeyException if there is no usable key
     */
    String sign(Employer employer) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .audience(settings.issuer())
                .issuer(settings.clientId())
                .claim("scope", settings.scope())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString());
        switch (employer.access()) {
            case OWN -> {}
            case SYSTEM_USER -> claims.claim("authorization_details", List.of(systemUser(employer)));
            case DELEGATION -> claims.claim("consumer_org", employer.orgNumber());
        }
        return keys.current().sign(claims.build());
    }

    private static Map<String, Object> systemUser(Employer employer) {
        Map<String, Object> details = new TreeMap<>();
        details.put("type", "urn:altinn:systemuser");
        details.put(
                "systemuser_org", Map.of("authority", "iso6523-actorid-upis", "ID", "0192:" + employer.orgNumber()));
        if (employer.externalRef() != null) {
            details.put("externalRef", employer.externalRef());
        }
        return details;
    }
}
