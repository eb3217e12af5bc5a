package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidGrant;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Sees to it that an assertion is used once. Safe for use by many threads. */
final class UsedAssertions {
    private final Map<String, Instant> expiryByJti = new HashMap<>();
    private long count;

    /** @throws MaskinportenRefusal if the {@code jti} has been used */
    synchronized void use(AssertionClaims claims, Instant now) {
        // What has expired is refused for that, so it need not be remembered.
        expiryByJti.values().removeIf(expiry -> !expiry.isAfter(now));
        if (expiryByJti.putIfAbsent(claims.jti(), claims.exp()) != null) {
            throw invalidGrant("MP-012", "the assertion has been used before");
        }
        count++;
    }

    synchronized long count() {
        return count;
    }

    /** Starts counting anew; what was used stays used. */
    synchronized void resetCount() {
        count = 0;
    }
}
