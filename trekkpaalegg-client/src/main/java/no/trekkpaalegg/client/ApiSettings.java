package no.trekkpaalegg.client;

import java.net.URI;
import java.util.Objects;
import no.trekkpaalegg.maskinporten.SecureUri;

/**
 * Where the API is, and who calls it.
 *
 * @param baseUrl scheme, host and possibly a path, without {@code /api/trekkpaalegg}; https, except to localhost
 * @param clientName name and possibly version of the calling system, sent as {@code Klientid}; printable ASCII
 */
public record ApiSettings(URI baseUrl, String clientName) {

    /** @throws IllegalArgumentException if the base URL is no such URL, or the name is blank or not printable ASCII */
    public ApiSettings {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(clientName, "clientName");
        SecureUri.require(baseUrl, "the base URL");
        if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("the base URL must end with its host or a path");
        }
        if (clientName.isBlank() || !clientName.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("the client name must be printable ASCII and not blank");
        }
    }
}
