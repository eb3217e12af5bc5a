package no.trekkpaalegg.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An enterprise certificate of its own authority, with its key, as key store and as PEM; made with the JDK's {@code keytool}. */
public final class TestCertificate {
    static final String PASSWORD = "changeit";
    private static final String ALIAS = "enterprise";
    private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

    private final Path directory;
    private final String name;
    private final KeyStore keyStore;

    private TestCertificate(Path directory, String name) {
        this.directory = directory;
        this.name = name;
        this.keyStore = load(keyStoreFile());
    }

    /** Written to the directory; made once in a run for each name, because that takes a second. */
    static TestCertificate create(Path directory, String name) {
        byte[] keyStore = MADE.computeIfAbsent(name, any -> make(directory, any));
        try {
            Files.write(directory.resolve(name + ".p12"), keyStore);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestCertificate(directory, name);
    }

    private static byte[] make(Path directory, String name) {
        Keytool keytool = new Keytool(directory);
        String made = "-validity 30 -keyalg RSA -keysize 2048";
        keytool.run(name + ".p12", "-genkeypair -alias ca -dname CN=ca -ext bc:c " + made);
        keytool.run(name + ".p12", "-genkeypair -alias enterprise -dname CN=enterprise -signer ca " + made);
        keytool.run(name + ".p12", "-delete -alias ca");
        try {
            return Files.readAllBytes(directory.resolve(name + ".p12"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path keyStoreFile() {
        return directory.resolve(name + ".p12");
    }

    X509Certificate certificate() {
        try {
            return (X509Certificate) keyStore.getCertificate(ALIAS);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The chain, the enterprise's own certificate first. */
    String chainPem() {
        try {
            return Stream.of(keyStore.getCertificateChain(ALIAS))
                    .map(certificate -> pem("CERTIFICATE", encoded(certificate)))
                    .reduce("", String::concat);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String keyPem() {
        try {
            return pem(
                    "PRIVATE KEY",
                    keyStore.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static KeyStore load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(in, PASSWORD.toCharArray());
            return keyStore;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private record Keytool(Path directory) {
        void run(String keyStore, String arguments) {
            String keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            String common = " -keystore " + keyStore + " -storetype PKCS12 -storepass " + PASSWORD;
            List<String> command = Stream.concat(Stream.of(keytool), Stream.of((arguments + common).split(" ", -1)))
                    .toList();
            try {
                Path output = directory.resolve("keytool.log");
                Process process = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (process.waitFor() != 0) {
                    throw new AssertionError(Files.readString(output));
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
