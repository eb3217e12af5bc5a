package no.trekkpaalegg.maskinporten;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.stream.Stream;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;

/**
 * Checks whether a private and a public key belong together: it signs with one and verifies with the other. This also works for
 * keys in hardware. Without the check, a wrong pair shows only as a refused grant.
 */
final class KeyPairCheck {
    private static final byte[] SAMPLE = "trekkpaalegg".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    static void requireMatch(PrivateKey privateKey, RSAPublicKey publicKey) {
        if (!fits(privateKey, publicKey) || !matches(privateKey, publicKey)) {
            throw new UnusableKeyException(
                    Reason.UNREADABLE,
                    "the private key and its public key or certificate do not belong together; check that both come"
                            + " from the same key pair");
        }
    }

    /** Looked at first: arithmetic with numbers that are far longer than the modulus takes minutes. */
    private static boolean fits(PrivateKey privateKey, RSAPublicKey publicKey) {
        BigInteger modulus = publicKey.getModulus();
        if (privateKey instanceof RSAPrivateCrtKey crt) {
            return crt.getModulus().equals(modulus)
                    && crt.getPrimeP().multiply(crt.getPrimeQ()).equals(modulus)
                    && Stream.of(
                                    crt.getPrivateExponent(),
                                    crt.getPublicExponent(),
                                    crt.getPrimeExponentP(),
                                    crt.getPrimeExponentQ(),
                                    crt.getCrtCoefficient())
                            .allMatch(number -> number.compareTo(modulus) < 0);
        }
        return !(privateKey instanceof RSAPrivateKey plain)
                || plain.getPrivateExponent().compareTo(modulus) < 0;
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
