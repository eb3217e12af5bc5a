package no.trekkpaalegg.maskinporten;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.jspecify.annotations.Nullable;

/** Reads a private RSA key from a PKCS#8 PEM (RFC 7468). For other forms the exception says how to convert them. */
final class PemReader {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final String CONVERT =
            "convert it with: openssl pkcs8 -topk8 -nocrypt -in key.pem -out key-pkcs8.pem";

    private PemReader() {}

    static boolean looksLikePem(String text) {
        return text.contains("-----BEGIN ");
    }

    static SigningKey read(String pem, @Nullable String keyId) {
        // Environment variables often have a PEM on one line, with its line ends written as \n.
        RSAPrivateCrtKey privateKey = rsa(pkcs8(pem.replace("\\r", "").replace("\\n", "\n")));
        if (keyId == null || keyId.isBlank()) {
            throw new UnusableKeyException(
                    Reason.MISSING_KEY_ID,
                    "a PEM carries no key id; set it to the id that Maskinporten shows beside the registered key");
        }
        return SigningKey.registered(privateKey, publicKey(privateKey), keyId, SigningAlgorithm.RS256);
    }

    private static byte[] pkcs8(String pem) {
        Matcher block = PKCS8.matcher(pem);
        if (!block.find()) {
            throw notPkcs8(labels(pem));
        }
        if (block.find()) {
            throw new UnusableKeyException(
                    Reason.AMBIGUOUS, "the PEM holds several private keys; keep only the one that signs");
        }
        block.find(0);
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Set<String> labels(String pem) {
        Set<String> labels = new TreeSet<>();
        Matcher begin = BEGIN.matcher(pem);
        while (begin.find()) {
            labels.add(begin.group(1));
        }
        return labels;
    }

    private static UnusableKeyException notPkcs8(Set<String> labels) {
        if (labels.contains("ENCRYPTED PRIVATE KEY")) {
            return new UnusableKeyException(
                    Reason.UNSUPPORTED, "the PEM is encrypted; " + CONVERT + " and protect the file instead");
        }
        if (labels.contains("RSA PRIVATE KEY")) {
            return new UnusableKeyException(
                    Reason.UNSUPPORTED, "the PEM is PKCS#1 (BEGIN RSA PRIVATE KEY), PKCS#8 is needed; " + CONVERT);
        }
        if (labels.contains("EC PRIVATE KEY") || labels.contains("OPENSSH PRIVATE KEY")) {
            return new UnusableKeyException(
                    Reason.UNSUPPORTED,
                    "the PEM is not a PKCS#8 RSA key; Maskinporten needs RSA, as BEGIN PRIVATE KEY");
        }
        if (labels.contains("PRIVATE KEY") || labels.isEmpty()) {
            return unreadable();
        }
        return new UnusableKeyException(
                Reason.NOT_PRIVATE, "the PEM has no private key (BEGIN PRIVATE KEY), only public parts");
    }

    private static RSAPrivateCrtKey rsa(byte[] pkcs8) {
        if (privateKey("RSA", pkcs8) instanceof RSAPrivateCrtKey rsa) {
            return rsa;
        }
        for (String other : new String[] {"EC", "EdDSA", "RSASSA-PSS", "DSA"}) {
            if (privateKey(other, pkcs8) != null) {
                throw new UnusableKeyException(
                        Reason.UNSUPPORTED, "the PEM is a " + other + " key; Maskinporten needs RSA");
            }
        }
        throw unreadable();
    }

    private static @Nullable PrivateKey privateKey(String algorithm, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    private static RSAPublicKey publicKey(RSAPrivateCrtKey key) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw unreadable();
        }
    }

    private static UnusableKeyException unreadable() {
        return new UnusableKeyException(
                Reason.UNREADABLE, "the PEM could not be read; check that it is whole, from BEGIN to END PRIVATE KEY");
    }
}
