package no.trekkpaalegg.maskinporten;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the key. It is called before every signature, so that a replaced key is used from the next token on (registered keys
 * live one year, contract section 2). Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface SigningKeySource {

    /**
     * The current key.
     *
     * @throws UnusableKeyException if no key can be used
     */
    SigningKey current();

    /**
     * The same source, waited for no longer than a limit, for one that asks another machine. When the limit is over,
     * {@link UnusableKeyException} is thrown.
     *
     * @param limit longer than zero
     */
    default SigningKeySource within(Duration limit) {
        return new TimeLimitedKeySource(this, limit);
    }

    /**
     * A key in a file: a JWK, a PEM or the base64 of either. The file is read before every signature, so that a replaced key is
     * used without a restart. If the new key cannot be used, the old one stays in use and a warning is logged.
     *
     * @param keyId id of the key in Maskinporten; can be {@code null} for a JWK with {@code kid}
     * @throws UnusableKeyException if the file cannot be read or has no usable key
     */
    static SigningKeySource file(Path file, @Nullable String keyId) {
        return text(() -> KeyFile.read(file), keyId);
    }

    /**
     * A key as text: a JWK, a PEM or the base64 of either.
     *
     * @param keyId id of the key in Maskinporten; can be {@code null} for a JWK with {@code kid}
     * @throws UnusableKeyException if the key cannot be used
     */
    static SigningKeySource text(String key, @Nullable String keyId) {
        return fixed(SigningKey.parse(key, keyId));
    }

    /**
     * A key as text that is supplied before every signature, as with {@link #file}.
     *
     * @param key supplies the text; its exceptions must not quote the key
     * @param keyId id of the key in Maskinporten; can be {@code null} for a JWK with {@code kid}
     * @throws RuntimeException the exception of {@code key}
     * @throws UnusableKeyException if the key cannot be used
     */
    static SigningKeySource text(Supplier<String> key, @Nullable String keyId) {
        ReloadingSigningKeySource source = new ReloadingSigningKeySource(key, keyId);
        source.current();
        return source;
    }

    /** A source that always supplies the same key. */
    static SigningKeySource fixed(SigningKey key) {
        Objects.requireNonNull(key, "key");
        return () -> key;
    }
}
