package no.trekkpaalegg.boot.client;

import java.security.KeyStore;
import no.trekkpaalegg.maskinporten.SigningKey;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.maskinporten.UnusableKeyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * The key of an SSL bundle. It changes when the bundle is reloaded. If the reloaded bundle has no usable key, the current key stays
 * in use, so that a mistake in a rotation does not stop a running system.
 */
final class BundleSigningKeySource implements SigningKeySource {
    private static final Logger log = LoggerFactory.getLogger(BundleSigningKeySource.class);

    private final String name;
    private volatile SigningKey key;

    BundleSigningKeySource(SslBundles bundles, String name) {
        this.name = name;
        this.key = keyOf(bundles.getBundle(name));
        log.info("Using the signing key of SSL bundle '{}' for Maskinporten: {}", name, key);
        bundles.addBundleUpdateHandler(name, this::changeTo);
    }

    @Override
    public SigningKey current() {
        return key;
    }

    private void changeTo(SslBundle updated) {
        try {
            key = keyOf(updated);
            log.info("Changed to a new signing key of SSL bundle '{}' for Maskinporten: {}", name, key);
        } catch (RuntimeException e) {
            log.warn(
                    "SSL bundle '{}' has changed, but its key cannot be used for Maskinporten: {}. The previous key {} stays in use",
                    name,
                    e instanceof UnusableKeyException
                            ? e.getMessage()
                            : e.getClass().getSimpleName(),
                    key);
        }
    }

    private static SigningKey keyOf(SslBundle bundle) {
        SslStoreBundle stores = bundle.getStores();
        KeyStore keyStore = stores.getKeyStore();
        if (keyStore == null) {
            throw new IllegalStateException("the SSL bundle has no key store");
        }
        // As everywhere in Spring Boot, a key without a password of its own has that of its store.
        String own = bundle.getKey().getPassword();
        String password = own != null ? own : stores.getKeyStorePassword();
        return SigningKey.fromKeyStore(
                keyStore, bundle.getKey().getAlias(), password == null ? null : password.toCharArray());
    }
}
