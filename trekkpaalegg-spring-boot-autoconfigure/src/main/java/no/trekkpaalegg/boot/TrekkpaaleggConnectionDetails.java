package no.trekkpaalegg.boot;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where Maskinporten and the API are, and the client that calls them. The properties give one; a bean of this type replaces them, that of
 * a simulator for example. It stands for {@code trekkpaalegg.environment}, {@code base-url}, {@code maskinporten.issuer},
 * {@code maskinporten.token-uri}, {@code maskinporten.client-id}, {@code maskinporten.private-key} and {@code maskinporten.key-id}.
 */
public interface TrekkpaaleggConnectionDetails extends ConnectionDetails {

    /** Base URL of the API; {@code https}, except to this machine. */
    URI baseUrl();

    /** Issuer of Maskinporten, with its slash at the end. */
    String issuer();

    /** Token endpoint of Maskinporten. */
    URI tokenUri();

    /** Id of the default client in Maskinporten, or {@code null} if there are only clients that employers name. */
    @Nullable
    String clientId();

    /**
     * Private key of the default client: a location ({@code file:}, {@code classpath:}), the text of a JWK or PEM, or that text in base64.
     *
     * @return {@code null} if an SSL bundle or a {@link no.trekkpaalegg.maskinporten.SigningKeySource} bean has the key
     */
    @Nullable
    String privateKey();

    /** Id of the key in Maskinporten, or {@code null} if the key is a JWK that has it, or a certificate. */
    @Nullable
    String keyId();
}
