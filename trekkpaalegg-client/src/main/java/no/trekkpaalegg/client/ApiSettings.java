package no.trekkpaalegg.client;

import java.net.URI;
import java.util.Objects;
import no.trekkpaalegg.maskinporten.SecureUri;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The address of the API, and the name of the caller.
 *
 * @param baseUrl scheme, host and possibly a path, without {@code /api/trekkpaalegg}; https, except to localhost
 * @param clientName name and possibly version of the calling system, sent as {@code Klientid}; printable ASCII
 * @param maxElementSize longest element of an answer, from 16,384 to 2,097,152 characters; a longer one is malformed
 * @hidden
 */
@API(status = Status.INTERNAL)
public record ApiSettings(URI baseUrl, String clientName, int maxElementSize) {
    /** 256 K characters: more than three hundred times an ordinary order. */
    public static final int DEFAULT_MAX_ELEMENT_SIZE = 256 * 1024;

    /** The least that can be set: real orders must fit. */
    public static final int LEAST_MAX_ELEMENT_SIZE = 16 * 1024;
    /** The most that can be set: a page must fit into memory. */
    public static final int LARGEST_MAX_ELEMENT_SIZE = 2 * 1024 * 1024;

    /**
     * @throws IllegalArgumentException if the base URL is not such a URL, the name is blank or not printable ASCII, or the size is
     *     out of range
     */
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
        if (maxElementSize < LEAST_MAX_ELEMENT_SIZE || maxElementSize > LARGEST_MAX_ELEMENT_SIZE) {
            throw new IllegalArgumentException("the longest element must be from " + LEAST_MAX_ELEMENT_SIZE + " to "
                    + LARGEST_MAX_ELEMENT_SIZE + " characters, not " + maxElementSize);
        }
    }

    /** With the default size of elements. */
    public ApiSettings(URI baseUrl, String clientName) {
        this(baseUrl, clientName, DEFAULT_MAX_ELEMENT_SIZE);
    }
}
