package no.trekkpaalegg.test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A private key of the simulated client, in the forms a host may be given it. {@link #toString()} shows the name only. */
final class SimulatorKey {
    private final String kid;
    private final String jwk;
    private final byte[] pkcs8;

    SimulatorKey(String kid, String jwk, byte[] pkcs8) {
        this.kid = kid;
        this.jwk = jwk;
        this.pkcs8 = pkcs8.clone();
    }

    String kid() {
        return kid;
    }

    String jwk() {
        return jwk;
    }

    String pem() {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PRIVATE KEY-----\n" + lines.encodeToString(pkcs8) + "\n-----END PRIVATE KEY-----\n";
    }

    @Override
    public String toString() {
        return "SimulatorKey[" + kid + "]";
    }
}
