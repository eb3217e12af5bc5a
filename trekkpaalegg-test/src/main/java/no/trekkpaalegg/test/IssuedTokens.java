package no.trekkpaalegg.test;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The access tokens Maskinporten has issued and the API accepts. Safe for use by many threads. */
final class IssuedTokens {
    private static final int TOKEN_BYTES = 48;

    private record Token(String organisation, Instant expiresAt) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Long> issuedByOrganisation = new HashMap<>();
    private final Clock clock;
    private final Duration lifetime;

    IssuedTokens(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    synchronized String issue(String organisation) {
        Instant now = clock.instant();
        tokens.values().removeIf(token -> !token.expiresAt().isAfter(now));
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tokens.put(value, new Token(organisation, now.plus(lifetime)));
        issuedByOrganisation.merge(organisation, 1L, Long::sum);
        return value;
    }

    /** Whose orders the token gives access to, or empty if it is unknown or has expired. */
    synchronized Optional<String> organisationOf(String value) {
        return Optional.ofNullable(tokens.get(value))
                .filter(token -> token.expiresAt().isAfter(clock.instant()))
                .map(Token::organisation);
    }

    synchronized long issuedFor(String organisation) {
        return issuedByOrganisation.getOrDefault(organisation, 0L);
    }

    synchronized void revokeAll() {
        tokens.clear();
    }

    synchronized void resetCounts() {
        issuedByOrganisation.clear();
    }
}
