package no.trekkpaalegg.boot.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.maskinporten.UnusableKeyException;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * The keys that sign grants, from where the configuration says they are; checked at once, so that an application learns at start. A key is
 * read from a file or the class path only: any other location would be fetched from another machine, unguarded and without a time limit.
 */
final class SigningKeys {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    /** A prefix such as file: or classpath:, which is not the start of PEM, JSON or base64. */
    private static final Pattern LOCATION = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.*-]+):(.*)");

    private static final String BASE64 = "base64";

    private final ResourceLoader resourceLoader;
    private final @Nullable SslBundles sslBundles;

    SigningKeys(ResourceLoader resourceLoader, @Nullable SslBundles sslBundles) {
        this.resourceLoader = resourceLoader;
        this.sslBundles = sslBundles;
    }

    /**
     * A key as it is configured.
     *
     * @param prefix what its keys in the configuration begin with, for example {@code trekkpaalegg.maskinporten}
     */
    record ConfiguredKey(
            String prefix,
            @Nullable String privateKey,
            @Nullable String keyId,
            @Nullable String sslBundle) {

        boolean isGiven() {
            return privateKey != null || sslBundle != null;
        }

        private String property(String name) {
            return prefix + "." + name;
        }

        private String privateKeyProperty() {
            return property("private-key");
        }

        private String sslBundleProperty() {
            return property("ssl-bundle");
        }

        private String keyIdProperty() {
            return property("key-id");
        }
    }

    /** @throws TrekkpaaleggConfigurationException if there is no key, or none that can be used */
    SigningKeySource source(ConfiguredKey key) {
        if (key.privateKey() != null && key.sslBundle() != null) {
            throw new TrekkpaaleggConfigurationException(
                    key.privateKeyProperty(),
                    "there are two keys: private-key and ssl-bundle",
                    "Remove " + key.privateKeyProperty() + " or " + key.sslBundleProperty()
                            + ". A key registered on the Maskinporten client goes into"
                            + " private-key, an enterprise certificate into ssl-bundle.");
        }
        if (key.privateKey() != null) {
            return fromText(key, key.privateKey());
        }
        if (key.sslBundle() != null) {
            return fromBundle(key, key.sslBundle());
        }
        throw new TrekkpaaleggConfigurationException(
                key.privateKeyProperty(),
                "the key that signs grants is missing",
                "Set " + key.privateKeyProperty() + " to where the key is (for example file:/run/secrets/key.jwk), or "
                        + key.sslBundleProperty() + " to the name of an SSL bundle with an enterprise certificate.");
    }

    private SigningKeySource fromText(ConfiguredKey key, String privateKey) {
        Matcher location = LOCATION.matcher(privateKey);
        if (!location.matches()) {
            return checked(key, "the key", () -> privateKey);
        }
        String rest = location.group(2);
        return switch (location.group(1).toLowerCase(Locale.ROOT)) {
            case "file" -> fromFile(key, privateKey);
            case "classpath" -> checked(key, "the key in " + privateKey, () -> readResource(privateKey));
            case BASE64 -> checked(key, "the key", () -> rest);
            // What is behind any other prefix is not shown: it may be the key itself, mistyped.
            default ->
                throw new TrekkpaaleggConfigurationException(
                        key.privateKeyProperty(),
                        "a key is not read from " + location.group(1) + ":***",
                        "Write file: or classpath: before the location of the key, or give the key itself as text or in base64."
                                + " To take it from a key vault, declare a bean of type SigningKeySource.");
        };
    }

    private SigningKeySource fromFile(ConfiguredKey key, String location) {
        SigningKeySource source = checked(key, "the key in " + location, () -> readFile(location));
        try {
            Path file = resourceLoader.getResource(location).getFile().toPath();
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                log.warn(
                        "Every user of this machine can read the signing key in {}. Let only the application read it: chmod 600.",
                        location);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Not every file system has such permissions.
            log.debug("The permissions of {} are not known: {}", location, e.toString());
        }
        return source;
    }

    private static SigningKeySource checked(ConfiguredKey key, String where, Supplier<String> content) {
        try {
            return SigningKeySource.text(content, key.keyId());
        } catch (UnreadableKeyException e) {
            throw new TrekkpaaleggConfigurationException(
                    key.privateKeyProperty(),
                    where + " cannot be read (" + e.getMessage() + ")",
                    "Check that the file exists and that the application may read it.",
                    e);
        } catch (UnusableKeyException e) {
            String property = e.reason() == Reason.MISSING_KEY_ID ? key.keyIdProperty() : key.privateKeyProperty();
            throw unusable(property, where, e);
        }
    }

    /** As a file and never as a URL: a URL with the name of a host in it would be fetched from there. */
    private String readFile(String location) {
        try {
            return Files.readString(
                    resourceLoader.getResource(location).getFile().toPath());
        } catch (IOException e) {
            throw new UnreadableKeyException(e.getClass().getSimpleName());
        }
    }

    private String readResource(String location) {
        Resource resource = resourceLoader.getResource(location);
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnreadableKeyException(e.getClass().getSimpleName());
        }
    }

    private SigningKeySource fromBundle(ConfiguredKey key, String name) {
        String property = key.sslBundleProperty();
        if (sslBundles == null) {
            throw new IllegalStateException("Spring Boot provides SslBundles to every application");
        }
        try {
            return new BundleSigningKeySource(sslBundles, name);
        } catch (NoSuchSslBundleException e) {
            throw new TrekkpaaleggConfigurationException(
                    property,
                    "there is no SSL bundle named '" + name + "'",
                    "Define it under spring.ssl.bundle.jks." + name + " or spring.ssl.bundle.pem." + name
                            + ", or correct the name.",
                    e);
        } catch (UnusableKeyException e) {
            throw unusable(property, "the key in SSL bundle '" + name + "'", e);
        } catch (IllegalStateException e) {
            throw new TrekkpaaleggConfigurationException(
                    property,
                    "the key store of SSL bundle '" + name + "' cannot be opened",
                    "Check location, type and password of the key store under spring.ssl.bundle.jks." + name
                            + ", or the files under spring.ssl.bundle.pem." + name + ".",
                    e);
        }
    }

    private static TrekkpaaleggConfigurationException unusable(String property, String where, UnusableKeyException e) {
        String cure = e.reason() == Reason.MISSING_KEY_ID
                ? "Set " + property
                        + " to the id (kid) under which the key is registered in Maskinporten, or use a JWK that has"
                        + " it in its field kid."
                : "Use a private RSA key of at least 2048 bits: a JWK, PEM (PKCS#8), or an SSL bundle with a certificate chain."
                        + " Write file: before the path of a file.";
        return new TrekkpaaleggConfigurationException(property, where + " cannot be used: " + e.getMessage(), cure, e);
    }

    /** Without the cause, because it quotes the location. */
    private static final class UnreadableKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnreadableKeyException(String what) {
            super(what);
        }
    }
}
