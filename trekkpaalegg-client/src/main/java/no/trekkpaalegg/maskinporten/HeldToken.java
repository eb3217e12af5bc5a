package no.trekkpaalegg.maskinporten;

import java.time.Duration;
import java.time.Instant;

/**
 * A token in the cache.
 *
 * @param refreshAt when a caller should fetch the next one
 * @param deadAt when it is no longer used. This is shortly before it expires, so that a call still arrives in time
 */
record HeldToken(AccessToken token, Instant refreshAt, Instant deadAt) {
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(5);

    static HeldToken of(AccessToken token) {
        Duration lifetime = Duration.between(token.issuedAt(), token.expiresAt());
        // A fifth of the lifetime, so that a token of a few seconds can be used too.
        Duration fifth = lifetime.dividedBy(5);
        Duration margin = fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN;
        Instant refreshAt = token.issuedAt().plus(lifetime.multipliedBy(3).dividedBy(4));
        return new HeldToken(token, refreshAt, token.expiresAt().minus(margin));
    }

    boolean isAlive(Instant now) {
        return now.isBefore(deadAt);
    }

    boolean isFresh(Instant now) {
        return now.isBefore(refreshAt) && isAlive(now);
    }

    /** The same token, with a refresh after half of its remaining time. */
    HeldToken postponed(Instant now) {
        return new HeldToken(token, now.plus(Duration.between(now, deadAt).dividedBy(2)), deadAt);
    }
}
