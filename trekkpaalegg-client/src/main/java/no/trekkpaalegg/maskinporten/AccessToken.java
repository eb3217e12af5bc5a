package no.trekkpaalegg.maskinporten;

import java.time.Instant;
import java.util.Objects;

/**
 * An access token as Maskinporten issued it; opaque to us. {@link #toString()} shows no part of the value.
 *
 * @param value what goes into the {@code Authorization} header after {@code Bearer}
 * @param issuedAt when it was asked for, by our clock
 * @param expiresAt when it ends, by our clock
 */
public record AccessToken(String value, Instant issuedAt, Instant expiresAt) {

    public AccessToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}
