package no.trekkpaalegg.boot.client;

import java.net.URI;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Maskinporten;
import no.trekkpaalegg.client.ApiEnvironment;
import no.trekkpaalegg.client.ApiSettings;
import no.trekkpaalegg.maskinporten.MaskinportenSettings;
import no.trekkpaalegg.maskinporten.SecureUri;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Where to call and as whom, from the environment and what overrides it. */
final class Addresses {
    private static final String DEFAULT_CLIENT_NAME = "trekkpaalegg";

    private Addresses() {}

    static ApiSettings api(TrekkpaaleggProperties properties, @Nullable String applicationName) {
        requireEnvironment(properties);
        URI baseUrl = properties.baseUrl() != null
                ? secure(properties.baseUrl(), "trekkpaalegg.base-url")
                : environment(properties).baseUrl();
        return settings(
                baseUrl,
                clientName(properties, applicationName),
                properties.http().maxElementSize());
    }

    private static ApiSettings settings(URI baseUrl, String clientName, DataSize maxElementSize) {
        try {
            return new ApiSettings(baseUrl, clientName, (int) Math.min(maxElementSize.toBytes(), Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.http.max-element-size",
                    String.valueOf(e.getMessage()),
                    "Correct trekkpaalegg.http.max-element-size.");
        }
    }

    static MaskinportenSettings maskinporten(TrekkpaaleggProperties properties) {
        requireEnvironment(properties);
        Maskinporten maskinporten = properties.maskinporten();
        String clientId = GivenText.of(maskinporten.clientId());
        if (clientId == null) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.maskinporten.client-id",
                    "the id of the Maskinporten client is missing",
                    "Set trekkpaalegg.maskinporten.client-id to the id that the client was given when it was registered in"
                            + " Maskinporten (a UUID).");
        }
        String scope = GivenText.of(maskinporten.scope());
        return new MaskinportenSettings(
                clientId, issuer(properties), tokenUri(properties), scope != null ? scope : MaskinportenSettings.SCOPE);
    }

    private static void requireEnvironment(TrekkpaaleggProperties properties) {
        Maskinporten maskinporten = properties.maskinporten();
        boolean allGiven = properties.baseUrl() != null
                && GivenText.of(maskinporten.issuer()) != null
                && maskinporten.tokenUri() != null;
        if (properties.environment() == null && !allGiven) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.environment",
                    "the environment is missing",
                    "Set trekkpaalegg.environment to test or production. There is no default, so that nobody reads real orders"
                            + " by accident. (Or give all of trekkpaalegg.base-url, trekkpaalegg.maskinporten.issuer and"
                            + " trekkpaalegg.maskinporten.token-uri, to use a simulator; or set trekkpaalegg.enabled to false.)");
        }
    }

    private static String issuer(TrekkpaaleggProperties properties) {
        String issuer = GivenText.of(properties.maskinporten().issuer());
        if (issuer == null) {
            return environment(properties).issuer();
        }
        String key = "trekkpaalegg.maskinporten.issuer";
        try {
            secure(URI.create(issuer), key);
        } catch (TrekkpaaleggConfigurationException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    key, "'" + issuer + "' is not a URL", "Set it to the issuer's URL, with the trailing slash.", e);
        }
        return issuer;
    }

    private static URI tokenUri(TrekkpaaleggProperties properties) {
        URI tokenUri = properties.maskinporten().tokenUri();
        return tokenUri != null
                ? secure(tokenUri, "trekkpaalegg.maskinporten.token-uri")
                : environment(properties).tokenUri();
    }

    private static ApiEnvironment environment(TrekkpaaleggProperties properties) {
        ApiEnvironment environment = properties.environment();
        if (environment == null) {
            throw new IllegalStateException("asked for only where nothing overrides it");
        }
        return environment;
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

    private static String clientName(TrekkpaaleggProperties properties, @Nullable String applicationName) {
        String given = GivenText.of(properties.clientName());
        String name = given != null ? given : GivenText.of(applicationName);
        if (name == null) {
            return DEFAULT_CLIENT_NAME;
        }
        // It becomes an HTTP header, which takes ASCII only.
        return name.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
