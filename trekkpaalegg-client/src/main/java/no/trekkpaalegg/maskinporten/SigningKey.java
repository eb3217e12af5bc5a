package no.trekkpaalegg.maskinporten;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import no.trekkpaalegg.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The private RSA key that signs grants, with what identifies it to Maskinporten: either the id of a key registered on the client
 * ({@code kid}), or the chain of an enterprise certificate ({@code x5c}) (contract section 2).
 *
 * <p>Immutable and safe for use by many threads. {@link #toString()} shows nothing of the key.
 */
public final class SigningKey {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;

    private final PrivateKey privateKey;
    private final @Nullable String keyId;
    private final List<X509Certificate> chain;
    private final SigningAlgorithm algorithm;

    private SigningKey(
            PrivateKey privateKey, @Nullable String keyId, List<X509Certificate> chain, SigningAlgorithm algorithm) {
        this.privateKey = privateKey;
        this.keyId = keyId;
        this.chain = chain;
        this.algorithm = algorithm;
    }

    static SigningKey registered(
            PrivateKey privateKey, RSAPublicKey publicKey, String keyId, SigningAlgorithm algorithm) {
        requireLength(publicKey);
        KeyPairCheck.requireMatch(privateKey, publicKey);
        return new SigningKey(privateKey, keyId, List.of(), algorithm);
    }

    static SigningKey certified(PrivateKey privateKey, List<X509Certificate> chain) {
        if (!(chain.get(0).getPublicKey() instanceof RSAPublicKey publicKey)) {
            throw new UnusableKeyException(Reason.UNSUPPORTED, "the certificate is not for an RSA key");
        }
        requireLength(publicKey);
        KeyPairCheck.requireMatch(privateKey, publicKey);
        return new SigningKey(privateKey, null, List.copyOf(chain), SigningAlgorithm.RS256);
    }

    /**
     * Reads a key from text: a JWK, a PEM, or the base64 of either.
     *
     * @param keyId id of the key in Maskinporten; can be {@code null} if the text is a JWK with {@code kid}
     * @throws UnusableKeyException if the text is none of these, or the key cannot be used
     */
    public static SigningKey parse(String content, @Nullable String keyId) {
        return SigningKeyText.parse(content, keyId);
    }

    /**
     * Reads a key from a JWK, or from a JWK set with exactly one key. The algorithm is the {@code alg} of the JWK, or RS256 if it
     * has none.
     *
     * @param keyId takes precedence over the {@code kid} of the JWK; {@code null} to use the {@code kid}
     * @throws UnusableKeyException if it cannot be used
     */
    public static SigningKey fromJwk(String json, @Nullable String keyId) {
        return JwkReader.read(json, keyId);
    }

    /**
     * Reads a key from an unencrypted PKCS#8 PEM ({@code BEGIN PRIVATE KEY}). Other content of the text, such as certificates, is
     * ignored. The line ends can be written as {@code \n}.
     *
     * @param keyId id of the key in Maskinporten
     * @throws UnusableKeyException if it cannot be used
     */
    public static SigningKey fromPem(String pem, @Nullable String keyId) {
        return PemReader.read(pem, keyId);
    }

    /**
     * Reads a key with its certificate chain. Grants have the whole chain as it is in the store.
     *
     * @param alias the entry; {@code null} if the store has only one key
     * @param password of the key, not of the store; {@code null} if it has none
     * @throws UnusableKeyException if it cannot be used
     */
    public static SigningKey fromKeyStore(KeyStore keyStore, @Nullable String alias, char @Nullable [] password) {
        return KeyStoreReader.read(keyStore, alias, password);
    }

    /** The same key with another algorithm. */
    public SigningKey withAlgorithm(SigningAlgorithm algorithm) {
        return new SigningKey(privateKey, keyId, chain, Objects.requireNonNull(algorithm, "algorithm"));
    }

    /** When the certificate of this key expires, or empty for a registered key without a certificate. */
    public Optional<Instant> certificateExpiresAt() {
        return chain.stream().findFirst().map(X509Certificate::getNotAfter).map(Date::toInstant);
    }

    String sign(JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(header(), claims);
        try {
            jwt.sign(new RSASSASigner(privateKey));
        } catch (JOSEException e) {
            throw new UnusableKeyException(
                    Reason.UNSUPPORTED, "signing with " + algorithm + " failed: the key is not usable for it");
        }
        return jwt.serialize();
    }

    private JWSHeader header() {
        JWSHeader.Builder header = new JWSHeader.Builder(algorithm.jose());
        return (keyId != null ? header.keyID(keyId) : header.x509CertChain(encodedChain())).build();
    }

    private List<Base64> encodedChain() {
        List<Base64> encoded = new ArrayList<>();
        try {
            for (X509Certificate certificate : chain) {
                encoded.add(Base64.encode(certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new UnusableKeyException(Reason.UNREADABLE, "a certificate of the chain cannot be encoded");
        }
        return encoded;
    }

    private static void requireLength(RSAPublicKey publicKey) {
        int bits = publicKey.getModulus().bitLength();
        if (bits < MIN_BITS) {
            throw new UnusableKeyException(
                    Reason.TOO_SHORT, "the RSA key has " + bits + " bits; at least " + MIN_BITS + " are needed");
        }
        if (bits > MAX_BITS) {
            throw new UnusableKeyException(
                    Reason.UNSUPPORTED, "the RSA key has " + bits + " bits; at most " + MAX_BITS + " are accepted");
        }
    }

    /** Algorithm and key id, or the end of the certificate. */
    @Override
    public String toString() {
        String identity = certificateExpiresAt()
                .map(end -> "certificate until " + end)
                .orElseGet(() -> "kid=" + Redaction.redact(keyId));
        return "SigningKey[" + algorithm + ", " + identity + "]";
    }
}
