package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Keys, a correct configuration, and mistakes in it. No test shows anything of the keys. */
@ExtendWith(OutputCaptureExtension.class)
abstract class FailureAnalysisFixture {
    static final RSAKey KEY = key("the-kid");
    static final RSAKey KEY_WITHOUT_KID = key(null);
    static final String OWN = "313367002";
    static final String OTHER = "313367010";

    static final String ENVIRONMENT = "trekkpaalegg.environment";
    static final String BASE_URL = "trekkpaalegg.base-url";
    static final String CLIENT_ID = "trekkpaalegg.maskinporten.client-id";
    static final String KEY_ID = "trekkpaalegg.maskinporten.key-id";
    static final String PRIVATE_KEY = "trekkpaalegg.maskinporten.private-key";
    static final String SSL_BUNDLE = "trekkpaalegg.maskinporten.ssl-bundle";
    static final String ISSUER = "trekkpaalegg.maskinporten.issuer";
    static final String TOKEN_URI = "trekkpaalegg.maskinporten.token-uri";
    static final String SCOPE = "trekkpaalegg.maskinporten.scope";
    static final String ORG_NUMBER = "trekkpaalegg.org-number";
    static final String FIRST = "trekkpaalegg.employers[0]";
    static final String EAST = "trekkpaalegg.clients.east";
    static final String SECOND = "trekkpaalegg.employers[1]";

    @TempDir
    static Path directory;

    static TestCertificate certificate;

    @BeforeAll
    static void makeKeys() throws IOException {
        certificate = TestCertificate.create(directory, "enterprise");
        Files.writeString(directory.resolve("key.jwk"), KEY.toJSONString());
        Files.writeString(directory.resolve("broken.jwk"), KEY.toJSONString().substring(0, 900));
        Files.writeString(directory.resolve("key.pem"), certificate.keyPem());
        Files.createDirectory(directory.resolve("folder"));
    }

    @AfterEach
    void noSecretIsShown(CapturedOutput output) {
        assertThat(secrets()).hasSizeGreaterThan(20);
        assertThat(output.getAll()).doesNotContain(secrets());
    }

    static String analysis(CapturedOutput output) {
        String all = output.getAll().replace("\r\n", "\n");
        int start = all.indexOf("APPLICATION FAILED TO START");
        assertThat(start).as("an analysis is printed").isNotNegative();
        return all.substring(start);
    }

    static Map<String, Object> correct() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ENVIRONMENT, "test");
        properties.put(ORG_NUMBER, OWN);
        properties.put(CLIENT_ID, "a-client");
        properties.put(PRIVATE_KEY, KEY.toJSONString());
        return properties;
    }

    /** Parts of the keys, cut so that one is found wherever a sizeable piece of a key is shown. */
    static String[] secrets() {
        List<String> secrets = new ArrayList<>();
        for (RSAKey key : List.of(KEY, KEY_WITHOUT_KID)) {
            for (String field : List.of("d", "p", "q", "dp", "dq", "qi")) {
                String value = (String) key.toJSONObject().get(field);
                secrets.add(value.substring(0, 12));
                secrets.add(value.substring(value.length() - 12));
            }
            String encoded = base64(key.toJSONString());
            secrets.add(encoded.substring(100, 120));
            secrets.add(encoded.substring(1000, 1020));
        }
        certificate.keyPem().lines().filter(line -> !line.startsWith("-")).forEach(secrets::add);
        return secrets.toArray(String[]::new);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static RSAKey key(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static void east(Map<String, Object> set) {
        set.put(EAST + ".client-id", "another-client");
        set.put(EAST + ".private-key", KEY.toJSONString());
    }

    /** A mistake in an otherwise correct configuration, what is said about it, and what is right instead. */
    static final class Case {
        final String name;
        Consumer<Map<String, Object>> wrong = set -> {};
        Consumer<Map<String, Object>> right = set -> {};
        String key = "";
        String[] words = {};

        Case(String name) {
            this.name = name;
        }

        Case wrong(Consumer<Map<String, Object>> change) {
            this.wrong = change;
            return this;
        }

        Case right(Consumer<Map<String, Object>> change) {
            this.right = change;
            return this;
        }

        Case says(String namedKey, String... expected) {
            this.key = namedKey;
            this.words = expected;
            return this;
        }

        TestHost.Setup host(Consumer<Map<String, Object>> change) {
            Map<String, Object> properties = correct();
            change.accept(properties);
            return TestHost.unconfigured().with(properties);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
