package no.trekkpaalegg.maskinporten;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Key stores made with the JDK's own {@code keytool}. */
final class TestCertificates {
    static final String PASSWORD = "changeit";

    private final Path directory;

    TestCertificates(Path directory) {
        this.directory = directory;
    }

    /** An entry {@code leaf} with a chain of two: itself and the authority that signed it. */
    KeyStore chained() {
        generate("ca.p12", "ca", "RSA", "2048", "-ext", "bc:c");
        generate("leaf.p12", "leaf", "RSA", "2048");
        keytool("ca.p12", "-exportcert", "-alias", "ca", "-file", "ca.crt");
        keytool("leaf.p12", "-certreq", "-alias", "leaf", "-file", "leaf.csr");
        keytool("ca.p12", "-gencert", "-alias", "ca", "-infile", "leaf.csr", "-outfile", "leaf.crt", "-validity", "30");
        keytool("leaf.p12", "-importcert", "-alias", "root", "-file", "ca.crt", "-noprompt");
        keytool("leaf.p12", "-importcert", "-alias", "leaf", "-file", "leaf.crt", "-noprompt");
        return load("leaf.p12");
    }

    KeyStore selfSigned(String algorithm, String size) {
        String store = algorithm + size + ".p12";
        generate(store, "only", algorithm, size);
        return load(store);
    }

    private void generate(String store, String alias, String algorithm, String size, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair", "-alias", alias, "-dname", "CN=" + alias, "-validity", "365", "-keyalg", algorithm));
        arguments.addAll(List.of("-keysize", size));
        arguments.addAll(List.of(more));
        keytool(store, arguments.toArray(String[]::new));
    }

    private void keytool(String store, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store, "-storetype", "PKCS12", "-storepass", PASSWORD));
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

    private KeyStore load(String store) {
        try (InputStream in = Files.newInputStream(directory.resolve(store))) {
            KeyStore keyStore = KeyStore.getInstance("PKCS12");
            keyStore.load(in, PASSWORD.toCharArray());
            return keyStore;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
