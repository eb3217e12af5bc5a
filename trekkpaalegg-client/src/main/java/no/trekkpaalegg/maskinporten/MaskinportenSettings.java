package no.trekkpaalegg.maskinporten;

import java.net.URI;
import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The client in Maskinporten, and the addresses of Maskinporten (contract section 2).
 *
 * @param clientId id of the client in Maskinporten; becomes {@code iss}
 * @param issuer Maskinporten's issuer, kept exactly as given (trailing slash included); becomes {@code aud}
 * @param tokenUri the address that the grant is posted to
 * @param scope the scope to request
 * @hidden
 */
@API(status = Status.INTERNAL)
public record MaskinportenSettings(String clientId, String issuer, URI tokenUri, String scope) {
    /** The scope of the Trekkpålegg API. */
    public static final String SCOPE = "skatteetaten:trekkpaalegg";

    /**
     * @throws IllegalArgumentException if a value is blank, or if the issuer or the token URI is not {@code https} (plain {@code
     *     http} is accepted for localhost only)
     */
    public MaskinportenSettings {
        requireText(clientId, "client id");
        requireText(scope, "scope");
        requireText(issuer, "issuer");
        Objects.requireNonNull(tokenUri, "tokenUri");
        SecureUri.require(parse(issuer), "the Maskinporten issuer");
        SecureUri.require(tokenUri, "the Maskinporten token URI");
    }

    /** With the usual {@link #SCOPE}. */
    public MaskinportenSettings(String clientId, String issuer, URI tokenUri) {
        this(clientId, issuer, tokenUri, SCOPE);
    }

    private static void requireText(String value, String name) {
        if (Objects.requireNonNull(value, name).isBlank()) {
            throw new IllegalArgumentException("the Maskinporten " + name + " is blank");
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException("the Maskinporten " + name + " starts or ends with white space");
        }
    }

    private static URI parse(String issuer) {
        try {
            return URI.create(issuer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the Maskinporten issuer '" + issuer + "' is not a URL", e);
        }
    }
}
