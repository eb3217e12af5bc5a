package no.trekkpaalegg.maskinporten;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.jspecify.annotations.Nullable;

/** Reads a private key and its certificate chain from a key store. */
final class KeyStoreReader {

    private KeyStoreReader() {}

    static SigningKey read(KeyStore keyStore, @Nullable String alias, char @Nullable [] password) {
        try {
            String entry = alias != null ? alias : onlyKey(keyStore);
            if (!keyStore.isKeyEntry(entry)) {
                throw new UnusableKeyException(
                        Reason.NOT_FOUND, "the key store has no private key under the alias '" + entry + "'");
            }
            if (!(keyStore.getKey(entry, password) instanceof PrivateKey key) || !"RSA".equals(key.getAlgorithm())) {
                throw new UnusableKeyException(
                        Reason.UNSUPPORTED, "the key store entry '" + entry + "' is not a private RSA key");
            }
            return SigningKey.certified(key, chain(keyStore, entry));
        } catch (GeneralSecurityException e) {
            throw new UnusableKeyException(
                    Reason.UNREADABLE,
                    "the key could not be read from the key store ("
                            + e.getClass().getSimpleName() + "); check the password of the key");
        }
    }

    private static String onlyKey(KeyStore keyStore) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.isEmpty()) {
            throw new UnusableKeyException(Reason.NOT_PRIVATE, "the key store has no private key");
        }
        if (keys.size() > 1) {
            throw new UnusableKeyException(
                    Reason.AMBIGUOUS, "the key store has several keys; set the alias to one of them: " + keys);
        }
        return keys.get(0);
    }

    private static List<X509Certificate> chain(KeyStore keyStore, String alias) throws GeneralSecurityException {
        Certificate[] certificates = keyStore.getCertificateChain(alias);
        if (certificates == null || certificates.length == 0) {
            throw new UnusableKeyException(
                    Reason.NOT_FOUND, "the key store has no certificate for the key '" + alias + "'");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            if (!(certificate instanceof X509Certificate x509)) {
                throw new UnusableKeyException(Reason.UNSUPPORTED, "the certificate chain is not X.509");
            }
            chain.add(x509);
        }
        return chain;
    }
}
