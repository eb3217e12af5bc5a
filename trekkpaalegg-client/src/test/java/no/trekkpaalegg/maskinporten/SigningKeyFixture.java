package no.trekkpaalegg.maskinporten;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Key stores, and what a signing key must be able to do. */
abstract class SigningKeyFixture {
    static final RSAKey RSA = TestKeys.FIRST;
    static final char[] PASSWORD = TestCertificates.PASSWORD.toCharArray();
    static KeyStore chained;
    static KeyStore elliptic;

    @BeforeAll
    static void makeKeyStores(@TempDir Path directory) {
        TestCertificates certificates = new TestCertificates(directory);
        chained = certificates.chained();
        elliptic = certificates.selfSigned("EC", "256");
    }
}
