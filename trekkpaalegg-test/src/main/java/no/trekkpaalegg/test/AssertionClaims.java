package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidGrant;
import static no.trekkpaalegg.test.MaskinportenRefusal.invalidScope;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an assertion, each checked as strictly as contract section 2 puts it.
 *
 * @param values name to value as parsed from JSON
 */
record AssertionClaims(Map<String, Object> values) {
    static final String SCOPE = "skatteetaten:trekkpaalegg";

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final long LONGEST_LIFETIME_SECONDS = 120;
    private static final Set<String> KNOWN =
            Set.of("aud", "iss", "scope", "iat", "exp", "jti", "authorization_details", "consumer_org");

    /** @throws MaskinportenRefusal if the assertion is not from this client to this issuer, now and once */
    void check(String clientId, String issuer, Instant now) {
        if (!clientId.equals(values.get("iss"))) {
            throw invalidGrant("MP-100", "client authentication failed: unknown client");
        }
        checkAllKnown();
        if (!issuer.equals(values.get("aud"))) {
            throw invalidGrant("MP-110", "client authentication failed: invalid JWT claim aud, want the issuer alone");
        }
        checkTimes(now);
        jti();
    }

    /** @throws MaskinportenRefusal if the scope is missing or another than the one there is */
    void checkScope() {
        Object scope = values.get("scope");
        if (scope == null) {
            throw invalidScope("MP-200", "no scope is asked for");
        }
        if (!SCOPE.equals(scope)) {
            throw invalidScope("MP-201", "the scope is not on the client");
        }
    }

    String jti() {
        if (values.get("jti") instanceof String jti && !jti.isBlank()) {
            return jti;
        }
        throw invalidGrant("MP-011", "jti is missing");
    }

    Instant exp() {
        return Instant.ofEpochSecond(seconds("exp"));
    }

    @Nullable
    Object get(String claim) {
        return values.get(claim);
    }

    private void checkAllKnown() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw invalidGrant("MP-011", "unknown claims " + unknown);
        }
    }

    private void checkTimes(Instant now) {
        Instant iat = Instant.ofEpochSecond(seconds("iat"));
        if (iat.isAfter(now.plus(CLOCK_SKEW))) {
            throw invalidGrant("MP-130", "issue time is after now");
        }
        if (iat.isBefore(now.minus(CLOCK_SKEW))) {
            throw invalidGrant("MP-130", "the assertion has expired: issue time is too long ago");
        }
        if (seconds("exp") - seconds("iat") > LONGEST_LIFETIME_SECONDS) {
            throw invalidGrant("MP-011", "exp is more than 120 seconds after iat");
        }
        if (!exp().isAfter(now)) {
            throw invalidGrant("MP-130", "the assertion has expired");
        }
    }

    private long seconds(String claim) {
        if (values.get(claim) instanceof Long seconds && Math.abs(seconds) < Integer.MAX_VALUE * 100L) {
            return seconds;
        }
        throw invalidGrant("MP-011", claim + " must be whole seconds since 1970");
    }
}
