package no.trekkpaalegg.maskinporten;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;

/**
 * Checks whether a private and a public key belong together: it signs with one and verifies with the other. This also works for
 * keys in hardware. Without the check, a wrong pair shows only as a refused grant.
 */
final class KeyPairCheck {
    private static final byte[] SAMPLE = "trekkpaalegg".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    static void requireMatch(PrivateKey privateKey, RSAPublicKey publicKey) {
        if (!matches(privateKey, publicKey)) {
            throw new UnusableKeyException(
                    Reason.UNREADABLE,
                    "the private key and its public key or certificate do not belong together; check that both come"
                            + " from the same key pair");
        }
    }

    private static boolean matches(PrivateKey privateKey, RSAPublicKey publicKey) {
        try {
            Signature signing = Signature.getInstance("SHA256withRSA");
            signing.initSign(privateKey);
            signing.update(SAMPLE);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance("SHA256withRSA");
            verifying.initVerify(publicKey);
            verifying.update(SAMPLE);
            return verifying.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // An inconsistent key can fail in the arithmetic with any exception. The message can quote the key.
            return false;
        }
    }
}
