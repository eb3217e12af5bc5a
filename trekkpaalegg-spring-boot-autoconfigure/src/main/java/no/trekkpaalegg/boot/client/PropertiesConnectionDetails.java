package no.trekkpaalegg.boot.client;

import java.net.URI;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggConnectionDetails;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Maskinporten;
import no.trekkpaalegg.client.ApiEnvironment;
import no.trekkpaalegg.maskinporten.SecureUri;
import org.jspecify.annotations.Nullable;

/** The connection that the properties describe: the environment, and what overrides it. */
record PropertiesConnectionDetails(
        URI baseUrl,
        String issuer,
        URI tokenUri,
        @Nullable String clientId,
        @Nullable String privateKey,
        @Nullable String keyId)
        implements TrekkpaaleggConnectionDetails {
    private static final String BASE_URL = "trekkpaalegg.base-url";
    private static final String ISSUER = "trekkpaalegg.maskinporten.issuer";

    /** @throws TrekkpaaleggConfigurationException if something is missing or wrong */
    static PropertiesConnectionDetails of(TrekkpaaleggProperties properties) {
        Maskinporten maskinporten = properties.maskinporten();
        ApiEnvironment environment = environment(properties);
        return new PropertiesConnectionDetails(
                properties.baseUrl() != null ? baseUrl(properties.baseUrl()) : environment.baseUrl(),
                issuer(GivenText.of(maskinporten.issuer()), environment),
                maskinporten.tokenUri() != null
                        ? secure(maskinporten.tokenUri(), "trekkpaalegg.maskinporten.token-uri")
                        : environment.tokenUri(),
                clientId(properties),
                GivenText.of(maskinporten.privateKey()),
                GivenText.of(maskinporten.keyId()));
    }

    /** The environment; any will do where all addresses are given. */
    private static ApiEnvironment environment(TrekkpaaleggProperties properties) {
        Maskinporten maskinporten = properties.maskinporten();
        boolean allGiven = properties.baseUrl() != null
                && GivenText.of(maskinporten.issuer()) != null
                && maskinporten.tokenUri() != null;
        ApiEnvironment environment = properties.environment();
        if (environment != null) {
            return environment;
        }
        if (allGiven) {
            return ApiEnvironment.TEST;
        }
        throw new TrekkpaaleggConfigurationException(
                "trekkpaalegg.environment",
                "the environment is missing",
                "Set trekkpaalegg.environment to test or production. There is no default, so that no application reads real orders"
                        + " by accident. (Or give all of trekkpaalegg.base-url, trekkpaalegg.maskinporten.issuer and"
                        + " trekkpaalegg.maskinporten.token-uri, to use a simulator; or set trekkpaalegg.enabled to false.)");
    }

    private static URI baseUrl(URI uri) {
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new TrekkpaaleggConfigurationException(
                    BASE_URL, "the base URL must end with its host or a path", "Remove what follows the path.");
        }
        return secure(uri, BASE_URL);
    }

    private static String issuer(@Nullable String issuer, ApiEnvironment environment) {
        if (issuer == null) {
            return environment.issuer();
        }
        try {
            secure(URI.create(issuer), ISSUER);
        } catch (TrekkpaaleggConfigurationException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    ISSUER, "'" + issuer + "' is not a URL", "Set it to the issuer's URL, with the trailing slash.", e);
        }
        return issuer;
    }

    private static URI secure(URI uri, String key) {
        try {
            return SecureUri.require(uri, "the address");
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    key,
                    String.valueOf(e.getMessage()),
                    "Set " + key
                            + " to an https:// address. Person numbers and tokens go over this connection, so plain"
                            + " http:// is accepted for localhost only.",
                    e);
        }
    }

    private static @Nullable String clientId(TrekkpaaleggProperties properties) {
        String clientId = GivenText.of(properties.maskinporten().clientId());
        if (clientId == null && properties.clients().isEmpty()) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.maskinporten.client-id",
                    "the id of the Maskinporten client is missing",
                    "Set trekkpaalegg.maskinporten.client-id to the id that the client was given when it was registered in"
                            + " Maskinporten (a UUID).");
        }
        return clientId;
    }

    /** Leaves out the key, which may be given as text. */
    @Override
    public String toString() {
        return "PropertiesConnectionDetails[baseUrl=" + baseUrl + ", issuer=" + issuer + ", tokenUri=" + tokenUri
                + ", clientId=" + clientId + ", keyId=" + keyId + "]";
    }
}
