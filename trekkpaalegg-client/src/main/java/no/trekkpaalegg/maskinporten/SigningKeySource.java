package no.trekkpaalegg.maskinporten;

import java.util.Objects;

/**
 * Where the key comes from, asked before every signature: a key that was exchanged meanwhile is used from the next token on
 * (registered keys live one year, contract section 2). Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface SigningKeySource {

    /**
     * The key to sign with now.
     *
     * @throws UnusableKeyException if there is none that can be used
     */
    SigningKey current();

    /** Always the same key. */
    static SigningKeySource fixed(SigningKey key) {
        Objects.requireNonNull(key, "key");
        return () -> key;
    }
}
