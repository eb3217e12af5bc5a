package no.trekkpaalegg.maskinporten;

import java.net.URI;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The rule for every address that gets secrets: {@code https}, or plain {@code http} on this machine.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class SecureUri {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private SecureUri() {}

    /**
     * Returns the address if it is allowed.
     *
     * @param name name of the address, for the message
     * @throws IllegalArgumentException if it is not a complete URL, is plain {@code http} to another machine, or has a user name or
     *     password
     */
    public static URI require(URI uri, String name) {
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(name + " '" + uri + "' is not a complete URL");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(name + " must not have a user name or password");
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean localHttp = "http".equalsIgnoreCase(uri.getScheme()) && LOCAL.contains(uri.getHost());
        if (!https && !localHttp) {
            throw new IllegalArgumentException(
                    name + " '" + uri + "' must start with https:// (http:// is accepted for localhost only)");
        }
        return uri;
    }
}
