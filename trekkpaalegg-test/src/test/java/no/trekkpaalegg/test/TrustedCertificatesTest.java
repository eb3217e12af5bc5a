package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest extends SimulatorTestBase {
    private static final String PASSWORD = "changeit";
    private static PrivateKey key;
    private static List<X509Certificate> chain;
    private static X509Certificate stranger;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        genkeypair(directory, "root", "CN=Rot", "-ext", "bc:c");
        genkeypair(directory, "virksomhet", "CN=Virksomhet");
        genkeypair(directory, "stranger", "CN=Fremmed");
        keytool(directory, "-certreq", "-alias", "virksomhet", "-file", "request.pem");
        keytool(
                directory,
                "-gencert",
                "-alias",
                "root",
                "-infile",
                "request.pem",
                "-outfile",
                "virksomhet.pem",
                "-rfc",
                "-startdate",
                "2026/01/01 00:00:00",
                "-validity",
                "365");
        keytool(directory, "-importcert", "-alias", "virksomhet", "-file", "virksomhet.pem", "-noprompt");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        key = (PrivateKey) store.getKey("virksomhet", PASSWORD.toCharArray());
        chain = new ArrayList<>();
        for (Certificate certificate : store.getCertificateChain("virksomhet")) {
            chain.add((X509Certificate) certificate);
        }
        stranger = (X509Certificate) store.getCertificate("stranger");
    }

    @BeforeEach
    void trust() {
        assertThat(chain).hasSize(2);
        simulator.trustCertificate(chain.get(0));
    }

    @Test
    void fullChainIsAccepted() throws Exception {
        assertToken(requestToken(chain));
    }

    @Test
    void chainWithoutItsRootIsRefused() throws Exception {
        assertRefused(requestToken(chain.subList(0, 1)), "invalid_grant", "MP-123");
    }

    @Test
    void chainOfOthersIsRefused() throws Exception {
        assertRefused(requestToken(List.of(chain.get(0), stranger)), "invalid_grant", "MP-123");
    }

    @Test
    void unknownCertificateIsRefused() throws Exception {
        assertRefused(requestToken(List.of(stranger)), "invalid_grant", "MP-120");
    }

    @Test
    void certificateOfAnotherKeyIsRefused() throws Exception {
        simulator.trustCertificate(stranger);

        assertRefused(requestToken(List.of(stranger)), "invalid_grant", "MP-120");
    }

    @Test
    void expiredCertificateIsRefused() throws Exception {
        clock.setInstant(Instant.parse("2027-02-01T00:00:00Z"));

        assertRefused(requestToken(chain), "invalid_grant", "MP-122");
    }

    @Test
    void certificateAndKidTogetherAreRefused() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(simulator.keyId())
                .x509CertChain(encoded(chain))
                .build();

        assertRefused(caller.requestToken(Caller.sign(header, caller.claims(), key)), "invalid_grant", "MP-011");
    }

    @Test
    void somethingElseThanCertificatesIsRefused() {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .x509CertChain(List.of(Base64.encode("no certificate")))
                .build();

        assertRefused(caller.requestToken(Caller.sign(header, caller.claims(), key)), "invalid_grant", "MP-120");
    }

    private static HttpResponse<String> requestToken(List<X509Certificate> certificates) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .x509CertChain(encoded(certificates))
                .build();
        return caller.requestToken(Caller.sign(header, caller.claims(), key));
    }

    private static List<Base64> encoded(List<X509Certificate> certificates) throws Exception {
        List<Base64> encoded = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            encoded.add(Base64.encode(certificate.getEncoded()));
        }
        return encoded;
    }

    private static void genkeypair(Path directory, String alias, String name, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", name));
        arguments.addAll(List.of("-keyalg", "RSA", "-keysize", "2048"));
        arguments.addAll(List.of("-startdate", "2026/01/01 00:00:00", "-validity", "365"));
        arguments.addAll(List.of(more));
        keytool(directory, arguments.toArray(String[]::new));
    }

    private static void keytool(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", "keys.p12", "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as("exit code of keytool").isZero();
    }
}
