package no.trekkpaalegg.boot.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Maskinporten;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.maskinporten.UnusableKeyException;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** The key that grants are signed with, from where the configuration says it is; checked at once, so that a host learns at start. */
final class SigningKeys {
    private static final String PRIVATE_KEY = "trekkpaalegg.maskinporten.private-key";
    private static final String SSL_BUNDLE = "trekkpaalegg.maskinporten.ssl-bundle";
    private static final String KEY_ID = "trekkpaalegg.maskinporten.key-id";

    /** A prefix such as file: or classpath:, and not the start of PEM, JSON or base64. */
    private static final Pattern RESOURCE_LOCATION = Pattern.compile("^[a-z]{2,}:.+");

    /** What is behind any other prefix is not shown: it may be the key itself, mistyped. */
    private static final Pattern SHOWN_LOCATION = Pattern.compile("^(?:file|classpath):.+");

    private final ResourceLoader resourceLoader;
    private final @Nullable SslBundles sslBundles;

    SigningKeys(ResourceLoader resourceLoader, @Nullable SslBundles sslBundles) {
        this.resourceLoader = resourceLoader;
        this.sslBundles = sslBundles;
    }

    SigningKeySource source(Maskinporten maskinporten) {
        String privateKey = GivenText.of(maskinporten.privateKey());
        String sslBundle = GivenText.of(maskinporten.sslBundle());
        if (privateKey != null && sslBundle != null) {
            throw new TrekkpaaleggConfigurationException(
                    PRIVATE_KEY,
                    "there are two keys: private-key and ssl-bundle",
                    "Remove " + PRIVATE_KEY + " or " + SSL_BUNDLE
                            + ". A key registered on the Maskinporten client goes into"
                            + " private-key, an enterprise certificate into ssl-bundle.");
        }
        if (privateKey != null) {
            return fromText(privateKey, GivenText.of(maskinporten.keyId()));
        }
        if (sslBundle != null) {
            return fromBundle(sslBundle);
        }
        throw new TrekkpaaleggConfigurationException(
                PRIVATE_KEY,
                "the key that grants are signed with is missing",
                "Set " + PRIVATE_KEY + " to where the key is (for example file:/run/secrets/key.jwk), or " + SSL_BUNDLE
                        + " to the name of an SSL bundle with an enterprise certificate.");
    }

    private SigningKeySource fromText(String privateKey, @Nullable String keyId) {
        boolean isLocation = RESOURCE_LOCATION.matcher(privateKey).matches();
        Supplier<String> content = isLocation ? () -> read(privateKey) : () -> privateKey;
        String where = isLocation ? "the key in " + shown(privateKey) : "the key";
        try {
            return SigningKeySource.text(content, keyId);
        } catch (UnreadableKeyException e) {
            throw new TrekkpaaleggConfigurationException(
                    PRIVATE_KEY,
                    "the key cannot be read from " + shown(privateKey) + " (" + e.getMessage() + ")",
                    "Check that the file is there and that the application may read it.",
                    e);
        } catch (UnusableKeyException e) {
            throw unusable(e.reason() == Reason.MISSING_KEY_ID ? KEY_ID : PRIVATE_KEY, where, e);
        }
    }

    private static String shown(String location) {
        return SHOWN_LOCATION.matcher(location).matches()
                ? location
                : location.substring(0, location.indexOf(':') + 1) + "***";
    }

    private String read(String location) {
        Resource resource = resourceLoader.getResource(location);
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnreadableKeyException(e.getClass().getSimpleName());
        }
    }

    private SigningKeySource fromBundle(String name) {
        if (sslBundles == null) {
            throw new IllegalStateException("Spring Boot provides SslBundles to every application");
        }
        try {
            return new BundleSigningKeySource(sslBundles, name);
        } catch (NoSuchSslBundleException e) {
            throw new TrekkpaaleggConfigurationException(
                    SSL_BUNDLE,
                    "there is no SSL bundle named '" + name + "'",
                    "Define it under spring.ssl.bundle.jks." + name + " or spring.ssl.bundle.pem." + name
                            + ", or correct the name.",
                    e);
        } catch (UnusableKeyException e) {
            throw unusable(SSL_BUNDLE, "the key in SSL bundle '" + name + "'", e);
        } catch (IllegalStateException e) {
            throw new TrekkpaaleggConfigurationException(
                    SSL_BUNDLE,
                    "the key store of SSL bundle '" + name + "' cannot be opened",
                    "Check location, type and password of the key store under spring.ssl.bundle.jks." + name
                            + ", or the files under spring.ssl.bundle.pem." + name + ".",
                    e);
        }
    }

    private static TrekkpaaleggConfigurationException unusable(String key, String where, UnusableKeyException e) {
        String cure = e.reason() == Reason.MISSING_KEY_ID
                ? "Set " + KEY_ID
                        + " to the id (kid) under which the key is registered in Maskinporten, or use a JWK that has"
                        + " it in its field kid."
                : "Use a private RSA key of at least 2048 bits: a JWK, PEM (PKCS#8), or an SSL bundle with a certificate chain."
                        + " Write file: before the path of a file.";
        return new TrekkpaaleggConfigurationException(key, where + " cannot be used: " + e.getMessage(), cure, e);
    }

    /** Without its cause, which quotes the location. */
    private static final class UnreadableKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnreadableKeyException(String what) {
            super(what);
        }
    }
}
