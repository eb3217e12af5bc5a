package no.trekkpaalegg.boot;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the analysis says of a key that cannot be used. */
class MistakenKeyTest extends MistakenConfiguration {
    static List<Case> cases() {
        String bundle = "spring.ssl.bundle.jks.enterprise.keystore.";
        String location = "file:" + certificate.keyStoreFile();
        Consumer<Map<String, Object>> withBundle = set -> {
            set.remove(PRIVATE_KEY);
            set.put(SSL_BUNDLE, "enterprise");
            set.put(bundle + "location", location);
            set.put(bundle + "password", TestCertificate.PASSWORD);
        };
        return List.of(
                new Case("no key")
                        .wrong(set -> set.remove(PRIVATE_KEY))
                        .says(PRIVATE_KEY, "missing", "Set " + PRIVATE_KEY, SSL_BUNDLE),
                new Case("two kinds of key")
                        .wrong(withBundle.andThen(set -> set.put(PRIVATE_KEY, KEY.toJSONString())))
                        .right(withBundle)
                        .says(PRIVATE_KEY, "two keys", "Remove " + PRIVATE_KEY + " or " + SSL_BUNDLE),
                new Case("no such key file")
                        .wrong(set -> set.put(PRIVATE_KEY, "file:" + directory.resolve("missing.jwk")))
                        .right(set -> set.put(PRIVATE_KEY, "file:" + directory.resolve("key.jwk")))
                        .says(
                                PRIVATE_KEY,
                                "the key in file:",
                                "missing.jwk cannot be read",
                                "Check that the file exists"),
                new Case("a folder as key file")
                        .wrong(set -> set.put(PRIVATE_KEY, "file:" + directory.resolve("folder")))
                        .says(PRIVATE_KEY, "folder cannot be read", "Check that the file exists"),
                new Case("a path without file:")
                        .wrong(set -> set.put(
                                PRIVATE_KEY, directory.resolve("key.jwk").toString()))
                        .right(set -> set.put(PRIVATE_KEY, "file:" + directory.resolve("key.jwk")))
                        .says(PRIVATE_KEY, "cannot be used", "file:"),
                new Case("a JWK without kid")
                        .wrong(set -> set.put(PRIVATE_KEY, KEY_WITHOUT_KID.toJSONString()))
                        .right(set -> {
                            set.put(PRIVATE_KEY, KEY_WITHOUT_KID.toJSONString());
                            set.put(KEY_ID, "the-kid");
                        })
                        .says(KEY_ID, "no kid", "Set " + KEY_ID),
                new Case("PEM without key id")
                        .wrong(set -> set.put(PRIVATE_KEY, "file:" + directory.resolve("key.pem")))
                        .right(set -> {
                            set.put(PRIVATE_KEY, "file:" + directory.resolve("key.pem"));
                            set.put(KEY_ID, "the-kid");
                        })
                        .says(KEY_ID, "key.pem", "Set " + KEY_ID),
                new Case("a key file that is cut off")
                        .wrong(set -> set.put(PRIVATE_KEY, "file:" + directory.resolve("broken.jwk")))
                        .says(PRIVATE_KEY, "broken.jwk", "cannot be used", "Use a private RSA key"),
                new Case("an inline key that is cut off")
                        .wrong(set -> set.put(PRIVATE_KEY, KEY.toJSONString().substring(0, 900)))
                        .says(PRIVATE_KEY, "cannot be used", "Use a private RSA key"),
                new Case("a key in base64 that is cut off")
                        .wrong(set ->
                                set.put(PRIVATE_KEY, base64(KEY.toJSONString().substring(0, 900))))
                        .right(set -> set.put(PRIVATE_KEY, base64(KEY.toJSONString())))
                        .says(PRIVATE_KEY, "cannot be used", "Use a private RSA key"),
                new Case("a broken key behind base64:")
                        .wrong(set -> set.put(
                                PRIVATE_KEY,
                                "base64:" + base64(KEY.toJSONString().substring(0, 900))))
                        .right(set -> set.put(PRIVATE_KEY, "base64:" + base64(KEY.toJSONString())))
                        .says(PRIVATE_KEY, "cannot be used", "Use a private RSA key"),
                new Case("a key behind an unknown prefix")
                        .wrong(set -> set.put(PRIVATE_KEY, "key:" + KEY.toJSONString()))
                        .says(PRIVATE_KEY, "a key is not read from key:***", "file: or classpath:"),
                new Case("a key on another machine")
                        .wrong(set -> set.put(PRIVATE_KEY, "http://localhost:1/key.jwk"))
                        .says(PRIVATE_KEY, "a key is not read from http:***", "SigningKeySource"),
                new Case("a file on another machine")
                        .wrong(set -> set.put(PRIVATE_KEY, "file://keys.example.org/key.jwk"))
                        .says(PRIVATE_KEY, "cannot be read", "Check that the file exists"),
                new Case("a public key")
                        .wrong(set -> set.put(PRIVATE_KEY, KEY.toPublicJWK().toJSONString()))
                        .says(PRIVATE_KEY, "public key", "Use a private RSA key"),
                new Case("no such SSL bundle")
                        .wrong(withBundle.andThen(set -> set.put(SSL_BUNDLE, "enterprize")))
                        .right(withBundle)
                        .says(SSL_BUNDLE, "no SSL bundle named 'enterprize'", "spring.ssl.bundle.jks.enterprize"),
                new Case("an SSL bundle without its file")
                        .wrong(withBundle.andThen(
                                set -> set.put(bundle + "location", "file:" + directory.resolve("missing.p12"))))
                        .right(withBundle)
                        .says(SSL_BUNDLE, "SSL bundle 'enterprise'", "spring.ssl.bundle"),
                new Case("an SSL bundle with another password")
                        .wrong(withBundle.andThen(set -> set.put(bundle + "password", "no-such-password")))
                        .right(withBundle)
                        .says(SSL_BUNDLE, "SSL bundle 'enterprise'", "spring.ssl.bundle"),
                new Case("an SSL bundle that only trusts")
                        .wrong(withBundle.andThen(set -> {
                            set.remove(bundle + "location");
                            set.remove(bundle + "password");
                            set.put("spring.ssl.bundle.jks.enterprise.truststore.location", location);
                            set.put("spring.ssl.bundle.jks.enterprise.truststore.password", TestCertificate.PASSWORD);
                        }))
                        .right(withBundle)
                        .says(SSL_BUNDLE, "SSL bundle 'enterprise'", "key store"),
                new Case("an SSL bundle without the alias")
                        .wrong(withBundle.andThen(
                                set -> set.put("spring.ssl.bundle.jks.enterprise.key.alias", "other")))
                        .right(withBundle)
                        .says(SSL_BUNDLE, "other"));
    }
}
