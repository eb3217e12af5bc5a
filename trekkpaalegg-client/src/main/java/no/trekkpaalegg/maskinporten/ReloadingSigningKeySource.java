package no.trekkpaalegg.maskinporten;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key that is read before every signature, and parsed again when its text has changed. If the new text cannot be read or used,
 * the current key stays in use and a warning is logged once per text, so that a mistake in a rotation does not stop a running
 * system. Without a current key, the exception is thrown.
 */
final class ReloadingSigningKeySource implements SigningKeySource {
    private static final Logger log = LoggerFactory.getLogger(ReloadingSigningKeySource.class);

    private final Supplier<String> content;
    private final @Nullable String keyId;

    private @Nullable SigningKey key;
    private String keyDigest = "";
    private String lastTrouble = "";

    /**
     * Reads the key at the first use.
     *
     * @param content supplies the text of the key, see {@link SigningKey#parse}; its exceptions must not quote the text
     * @param keyId id of the key in Maskinporten; can be {@code null} for a JWK with {@code kid}
     */
    ReloadingSigningKeySource(Supplier<String> content, @Nullable String keyId) {
        this.content = Objects.requireNonNull(content, "content");
        this.keyId = keyId;
    }

    @Override
    public synchronized SigningKey current() {
        String text;
        try {
            text = content.get();
        } catch (RuntimeException e) {
            return previous(e, e.getClass().getName());
        }
        String digest = digest(text);
        if (key != null && digest.equals(keyDigest)) {
            return key;
        }
        try {
            SigningKey parsed = SigningKey.parse(text, keyId);
            log.info("{} signing key for Maskinporten: {}", key == null ? "Using the" : "Changed to a new", parsed);
            key = parsed;
            keyDigest = digest;
            lastTrouble = "";
            return parsed;
        } catch (UnusableKeyException e) {
            return previous(e, digest);
        }
    }

    private SigningKey previous(RuntimeException trouble, String identity) {
        if (key == null) {
            throw trouble;
        }
        if (!identity.equals(lastTrouble)) {
            lastTrouble = identity;
            String cause = trouble instanceof UnusableKeyException
                    ? trouble.getMessage()
                    : "it could not be read (" + trouble.getClass().getSimpleName() + ")";
            log.warn(
                    "The new signing key for Maskinporten cannot be used: {}. The previous key {} stays in use",
                    cause,
                    key);
        }
        return key;
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
