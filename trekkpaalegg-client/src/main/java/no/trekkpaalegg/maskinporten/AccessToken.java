package no.trekkpaalegg.maskinporten;

import java.time.Instant;
import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * An access token as Maskinporten issued it. The library does not look into it. {@link #toString()} shows no part of the value.
 *
 * @param value the value after {@code Bearer} in the {@code Authorization} header
 * @param issuedAt when it was requested, by our clock
 * @param expiresAt when it expires, by our clock
 * @hidden
 */
@API(status = Status.INTERNAL)
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
