package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Keys that are registered, revoked and unknown. */
class RegisteredKeysTest extends SimulatorTestBase {
    @Test
    void newKeyWorksBesideTheOldOne() {
        String oldKid = simulator.keyId();
        JWSHeader oldHeader =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(oldKid).build();
        PrivateKey oldKey = caller.privateKey();

        String newKid = simulator.registerNewKey();

        assertThat(newKid).isNotEqualTo(oldKid).isEqualTo(simulator.keyId());
        assertThat(Caller.json(simulator.privateKeyJwk()).path("kid").asText()).isEqualTo(newKid);
        assertToken(caller.requestToken(caller.claims()));
        assertToken(caller.requestToken(Caller.sign(oldHeader, caller.claims(), oldKey)));
    }

    @Test
    void revokedKeyIsRefused() {
        String kid = simulator.registerNewKey();
        String assertion = caller.sign(caller.claims());

        simulator.revokeKey(kid);

        assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-121");
        simulator.registerNewKey();
        assertToken(caller.requestToken(caller.claims()));
    }

    @Test
    void unknownKeyCannotBeRevoked() {
        assertThatThrownBy(() -> simulator.revokeKey("another")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pemHoldsTheSameKey() throws Exception {
        String pem = simulator.privateKeyPem();
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));

        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));

        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(simulator.keyId())
                .build();
        assertToken(caller.requestToken(Caller.sign(header, caller.claims(), key)));
    }
}
