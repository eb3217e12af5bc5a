package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidGrant;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The keys registered on the Maskinporten client, by {@code kid}. Safe for use by many threads. */
final class RegisteredKeys {
    private static final int KEY_SIZE = 2048;

    /** With revoked keys as they were: Maskinporten tells them from those it has never seen. */
    private final Map<String, RegisteredKey> keys = new LinkedHashMap<>();

    private SimulatorKey current;

    private record RegisteredKey(RSAPublicKey publicKey, boolean revoked) {}

    RegisteredKeys() {
        this.current = register("simulert-nokkel-1");
    }

    /** The key registered last. */
    synchronized SimulatorKey current() {
        return current;
    }

    synchronized SimulatorKey registerNew() {
        current = register("simulert-nokkel-" + (keys.size() + 1));
        return current;
    }

    synchronized void revoke(String kid) {
        RegisteredKey key = keys.get(kid);
        if (key == null) {
            throw new IllegalArgumentException("there is no key '" + kid + "'");
        }
        keys.put(kid, new RegisteredKey(key.publicKey(), true));
    }

    /** @throws MaskinportenRefusal if the key is unknown or revoked */
    synchronized RSAPublicKey publicKeyFor(JWSHeader header) {
        RegisteredKey key = keys.get(header.getKeyID());
        if (key == null) {
            throw invalidGrant("MP-120", "the key in kid is not registered on the client");
        }
        if (key.revoked()) {
            throw invalidGrant("MP-121", "expired key");
        }
        return key.publicKey();
    }

    private SimulatorKey register(String kid) {
        KeyPair pair = generate();
        RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
        keys.put(kid, new RegisteredKey(publicKey, false));
        String jwk = new RSAKey.Builder(publicKey)
                .privateKey(pair.getPrivate())
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .build()
                .toJSONString();
        return new SimulatorKey(
                kid, jwk, Objects.requireNonNull(pair.getPrivate().getEncoded()));
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_SIZE);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
