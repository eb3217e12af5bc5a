package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What a person reads who has got the configuration wrong: the host does not start, and the analysis that Spring Boot prints
 * names the key and the cure. Each case has its twin, the same host with the cure applied, which starts.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTest {
    private static final RSAKey KEY = key("the-kid");
    private static final RSAKey KEY_WITHOUT_KID = key(null);
    private static final String OWN = "313367002";
    private static final String OTHER = "313367010";

    private static final String ENVIRONMENT = "trekkpaalegg.environment";
    private static final String BASE_URL = "trekkpaalegg.base-url";
    private static final String CLIENT_ID = "trekkpaalegg.maskinporten.client-id";
    private static final String KEY_ID = "trekkpaalegg.maskinporten.key-id";
    private static final String PRIVATE_KEY = "trekkpaalegg.maskinporten.private-key";
    private static final String SSL_BUNDLE = "trekkpaalegg.maskinporten.ssl-bundle";
    private static final String ISSUER = "trekkpaalegg.maskinporten.issuer";
    private static final String TOKEN_URI = "trekkpaalegg.maskinporten.token-uri";
    private static final String SCOPE = "trekkpaalegg.maskinporten.scope";
    private static final String ORG_NUMBER = "trekkpaalegg.org-number";
    private static final String FIRST = "trekkpaalegg.employers[0]";
    private static final String EAST = "trekkpaalegg.clients.east";
    private static final String SECOND = "trekkpaalegg.employers[1]";

    @TempDir
    private static Path directory;

    private static TestCertificate certificate;

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

    @ParameterizedTest
    @MethodSource("cases")
    void whenTheConfigurationIsWrong_thenTheAnalysisNamesKeyAndCure(Case wrong, CapturedOutput output) {
        assertThatThrownBy(() -> wrong.host(wrong.wrong).start().close());

        String analysis = analysis(output);
        assertThat(analysis).contains("Description:\n\n" + wrong.key);
        assertThat(analysis).contains(wrong.words);
        assertThat(output.getAll()).doesNotContain("\tat no.trekkpaalegg");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whenTheCureIsApplied_thenTheHostStarts(Case cured, CapturedOutput output) {
        cured.host(cured.right).start().close();

        assertThat(output).doesNotContain("APPLICATION FAILED TO START");
    }

    static Stream<Case> cases() {
        return Stream.of(environment(), maskinporten(), clients(), keys(), employers(), addresses(), ranges())
                .flatMap(List::stream);
    }

    private static List<Case> environment() {
        return List.of(
                new Case("no environment")
                        .wrong(set -> set.remove(ENVIRONMENT))
                        .says(ENVIRONMENT, "environment is missing", "test or production"),
                new Case("no environment, and not all addresses")
                        .wrong(set -> {
                            set.remove(ENVIRONMENT);
                            set.put(BASE_URL, "https://api.example.org");
                            set.put(ISSUER, "https://maskinporten.example.org/");
                        })
                        .right(set -> {
                            set.remove(ENVIRONMENT);
                            set.put(BASE_URL, "https://api.example.org");
                            set.put(ISSUER, "https://maskinporten.example.org/");
                            set.put(TOKEN_URI, "https://maskinporten.example.org/token");
                        })
                        .says(ENVIRONMENT, TOKEN_URI));
    }

    private static List<Case> maskinporten() {
        return List.of(
                new Case("no client id")
                        .wrong(set -> set.remove(CLIENT_ID))
                        .says(CLIENT_ID, "missing", "Set " + CLIENT_ID),
                new Case("blank client id")
                        .wrong(set -> set.put(CLIENT_ID, " "))
                        .says(CLIENT_ID, "missing", "Set " + CLIENT_ID));
    }

    private static List<Case> clients() {
        return List.of(
                new Case("a further client without id")
                        .wrong(set -> {
                            east(set);
                            set.remove(EAST + ".client-id");
                        })
                        .right(FailureAnalysisTest::east)
                        .says(EAST + ".client-id", "missing", "Set " + EAST + ".client-id"),
                new Case("a further client without key")
                        .wrong(set -> {
                            east(set);
                            set.remove(EAST + ".private-key");
                        })
                        .right(FailureAnalysisTest::east)
                        .says(EAST + ".private-key", "missing", EAST + ".ssl-bundle"),
                new Case("a further client with a key without kid")
                        .wrong(set -> {
                            east(set);
                            set.put(EAST + ".private-key", KEY_WITHOUT_KID.toJSONString());
                        })
                        .right(set -> {
                            east(set);
                            set.put(EAST + ".private-key", KEY_WITHOUT_KID.toJSONString());
                            set.put(EAST + ".key-id", "the-kid");
                        })
                        .says(EAST + ".key-id", "no kid", "Set " + EAST + ".key-id"),
                new Case("a further client called default")
                        .wrong(set -> {
                            set.put("trekkpaalegg.clients.default.client-id", "another-client");
                            set.put("trekkpaalegg.clients.default.private-key", KEY.toJSONString());
                        })
                        .right(FailureAnalysisTest::east)
                        .says("trekkpaalegg.clients.default", "is taken", "another name"));
    }

    private static void east(Map<String, Object> set) {
        set.put(EAST + ".client-id", "another-client");
        set.put(EAST + ".private-key", KEY.toJSONString());
    }

    private static List<Case> keys() {
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

    private static List<Case> employers() {
        return List.of(
                new Case("no employer")
                        .wrong(set -> {
                            set.remove(ORG_NUMBER);
                            set.put("trekkpaalegg.poller.enabled", "true");
                        })
                        // An application that only calls the client needs none.
                        .right(set -> set.remove(ORG_NUMBER))
                        .says("trekkpaalegg.employers", "there is no employer to poll", ORG_NUMBER, "EmployerSource"),
                new Case("an organisation number with a wrong check digit")
                        .wrong(set -> set.put(ORG_NUMBER, "313367003"))
                        .says(ORG_NUMBER, "'313367003' is not an organisation number", "Correct the employer"),
                new Case("an employer with a wrong check digit")
                        .wrong(set -> set.put(FIRST + ".org-number", "313367003"))
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "delegation");
                        })
                        .says(FIRST, "'313367003' is not an organisation number", "Correct the employer"),
                new Case("an employer without organisation number")
                        .wrong(set -> set.put(FIRST + ".access", "system-user"))
                        .right(set -> {
                            set.put(FIRST + ".access", "system-user");
                            set.put(FIRST + ".org-number", OTHER);
                        })
                        .says(FIRST + ".org-number", "missing", "nine digits"),
                new Case("an employer listed twice")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                            set.put(SECOND + ".org-number", OTHER);
                            set.put(SECOND + ".access", "delegation");
                        })
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .says("trekkpaalegg.employers", OTHER + " is listed twice", "List each employer once"),
                new Case("an employer listed under both keys")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OWN);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .right(set -> {
                            set.remove(ORG_NUMBER);
                            set.put(FIRST + ".org-number", OWN);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .says("trekkpaalegg.employers", OWN + " is listed twice"),
                new Case("two employers with access own")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "own");
                        })
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                        })
                        .says("trekkpaalegg.employers", OWN + " and " + OTHER, "system-user or delegation"),
                new Case("two employers with access own of one client")
                        .wrong(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "east");
                            set.put(SECOND + ".org-number", "313367029");
                            set.put(SECOND + ".client", "east");
                        })
                        .right(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "east");
                        })
                        .says("trekkpaalegg.employers", OTHER + " and 313367029", "(east)", "a client of their own"),
                new Case("an employer of a client that is not there")
                        .wrong(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "est");
                        })
                        .right(set -> {
                            east(set);
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".client", "east");
                        })
                        .says(FIRST + ".client", "no Maskinporten client named 'est'", "default, east"),
                new Case("an employer of the default client, where there is none")
                        .wrong(set -> {
                            east(set);
                            set.remove(CLIENT_ID);
                            set.remove(PRIVATE_KEY);
                        })
                        .right(set -> {
                            east(set);
                            set.remove(CLIENT_ID);
                            set.remove(PRIVATE_KEY);
                            set.remove(ORG_NUMBER);
                            set.put(FIRST + ".org-number", OWN);
                            set.put(FIRST + ".client", "east");
                        })
                        .says(ORG_NUMBER, "there is no default client", CLIENT_ID),
                new Case("an external reference with access delegation")
                        .wrong(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "delegation");
                            set.put(FIRST + ".external-ref", "payroll");
                        })
                        .right(set -> {
                            set.put(FIRST + ".org-number", OTHER);
                            set.put(FIRST + ".access", "system-user");
                            set.put(FIRST + ".external-ref", "payroll");
                        })
                        .says(FIRST, "external reference", "only with access system-user"));
    }

    private static List<Case> addresses() {
        List<Case> cases = new ArrayList<>();
        for (String key : List.of(BASE_URL, ISSUER, TOKEN_URI)) {
            cases.add(new Case("plain http in " + key)
                    .wrong(set -> set.put(key, "http://maskinporten.example.org/"))
                    .right(set -> set.put(key, "https://maskinporten.example.org/"))
                    .says(key, "http://maskinporten.example.org/", "https:// address", "localhost only"));
            cases.add(new Case("a host that only looks like localhost in " + key)
                    .wrong(set -> set.put(key, "http://localhost.example.org/"))
                    .right(set -> set.put(key, "http://localhost:8080/"))
                    .says(key, "https:// address"));
            cases.add(new Case("no scheme in " + key)
                    .wrong(set -> set.put(key, "maskinporten.example.org"))
                    .right(set -> set.put(key, "http://127.0.0.1:8080/"))
                    .says(key, "not a complete URL"));
        }
        return cases;
    }

    private static List<Case> ranges() {
        return List.of(
                outOfRange("trekkpaalegg.poller.page-size", "0", "1"),
                outOfRange("trekkpaalegg.poller.reread-window", "-1h", "0"),
                outOfRange("trekkpaalegg.poller.max-pages-per-run", "0", "1"),
                outOfRange("trekkpaalegg.poller.max-orders-per-run", "0", "1"),
                outOfRange("trekkpaalegg.poller.max-time-per-run", "0s", "1s"),
                outOfRange("trekkpaalegg.poller.concurrency", "0", "1"),
                outOfRange("trekkpaalegg.poller.interval", "0s", "1s"),
                outOfRange("trekkpaalegg.poller.reconcile-interval", "-1h", "0"),
                outOfRange("trekkpaalegg.poller.heartbeat-interval", "999ms", "1s"),
                outOfRange("trekkpaalegg.store.retention", "-1d", "0"),
                withoutUnit("trekkpaalegg.poller.interval", "30", "30s"),
                withoutUnit("trekkpaalegg.poller.reconcile-interval", "24", "24h"),
                withoutUnit("trekkpaalegg.poller.heartbeat-interval", "15", "15s"),
                withoutUnit("trekkpaalegg.poller.reread-window", "2", "2h"),
                withoutUnit("trekkpaalegg.poller.max-time-per-run", "10", "10s"),
                withoutUnit("trekkpaalegg.http.connect-timeout", "5", "5s"),
                withoutUnit("trekkpaalegg.http.read-timeout", "30", "30s"),
                outOfRange("trekkpaalegg.delivery.max-attempts", "0", "1"),
                outOfRange("trekkpaalegg.delivery.initial-backoff", "0s", "1ms"),
                outOfRange("trekkpaalegg.delivery.max-backoff", "30s", "60s"),
                outOfRange("trekkpaalegg.http.connect-timeout", "0s", "1s"),
                outOfRange("trekkpaalegg.http.read-timeout", "0s", "1s"),
                outOfRange("trekkpaalegg.http.read-timeout", "-1s", "1s"),
                outOfRange("trekkpaalegg.http.max-element-size", "256", "256KB"),
                outOfRange("trekkpaalegg.http.max-element-size", "3GB", "2MB"));
    }

    private static Case withoutUnit(String key, String wrong, String right) {
        return new Case(key + "=" + wrong)
                .wrong(set -> set.put(key, wrong))
                .right(set -> set.put(key, right))
                .says(key, wrong + "ms is shorter than the least", "Correct " + key, "Write the unit: 30s");
    }

    private static Case outOfRange(String key, String wrong, String right) {
        return new Case(key + "=" + wrong)
                .wrong(set -> set.put(key, wrong))
                .right(set -> set.put(key, right))
                .says(key, "Correct " + key);
    }

    @Test
    void whenAValueIsInAFile_thenTheAnalysisNamesFileAndLine(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), """
                trekkpaalegg:
                  environment: test
                  org-number: "313367002"
                  poller:
                    interval: 30
                """);

        failToStart(Map.of("spring.config.location", file.toUri().toString()));

        assertThat(analysis(output))
                .contains("Description:\n\ntrekkpaalegg.poller.interval: 30ms is shorter")
                .containsPattern("\n    Origin: .*application.yaml.* - 5:15\n");
    }

    @Test
    void whenAnEmployerInAFileIsWrong_thenTheAnalysisNamesTheLineOfThatEmployer(CapturedOutput output)
            throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), """
                trekkpaalegg:
                  environment: test
                  employers:
                    - org-number: "313367002"
                    - access: system-user
                      org-number: "313367003"
                """);

        failToStart(Map.of("spring.config.location", file.toUri().toString()));

        assertThat(analysis(output))
                .contains("Description:\n\n" + SECOND + ".org-number: '313367003'")
                .containsPattern("\n    Origin: .*application.yaml.* - 6:19\n");
    }

    @Test
    void whenAKeyInAFileIsWrong_thenTheAnalysisNamesTheLineAndNotTheKey(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), """
                trekkpaalegg:
                  environment: test
                  org-number: "313367002"
                  maskinporten:
                    client-id: a-client
                    private-key: not-a-key
                """);

        failToStart(Map.of("spring.config.location", file.toUri().toString()));

        assertThat(analysis(output))
                .containsPattern("\n    Origin: .*application.yaml.* - 6:18\n")
                .doesNotContain("not-a-key");
    }

    @Test
    void whenAKeyIsMissing_thenTheAnalysisNamesNoOrigin(CapturedOutput output) {
        Map<String, Object> properties = correct();
        properties.remove(CLIENT_ID);

        assertThatThrownBy(
                () -> TestHost.unconfigured().with(properties).start().close());

        assertThat(analysis(output)).contains(CLIENT_ID).doesNotContain("Origin:");
    }

    private static void failToStart(Map<String, Object> properties) {
        Map<String, Object> withKey =
                new LinkedHashMap<>(Map.of(CLIENT_ID, "a-client", PRIVATE_KEY, KEY.toJSONString()));
        withKey.putAll(properties);
        assertThatThrownBy(() -> TestHost.unconfigured().with(withKey).start().close());
    }

    /** As the documentation lists them: an empty value is one that was not given. */
    @Test
    void whenAllKeysAreThereAndSomeAreEmpty_thenTheHostStarts(CapturedOutput output) {
        Map<String, Object> properties = correct();
        for (String key : List.of(BASE_URL, "trekkpaalegg.client-name", KEY_ID, SSL_BUNDLE, ISSUER, TOKEN_URI, SCOPE)) {
            properties.put(key, "");
        }
        properties.put(FIRST + ".org-number", OTHER);
        properties.put(FIRST + ".access", "system-user");
        properties.put(FIRST + ".external-ref", "");

        TestHost.unconfigured().with(properties).start().close();

        assertThat(output).doesNotContain("APPLICATION FAILED TO START");
    }

    private static String analysis(CapturedOutput output) {
        String all = output.getAll().replace("\r\n", "\n");
        int start = all.indexOf("APPLICATION FAILED TO START");
        assertThat(start).as("an analysis is printed").isNotNegative();
        return all.substring(start);
    }

    private static Map<String, Object> correct() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ENVIRONMENT, "test");
        properties.put(ORG_NUMBER, OWN);
        properties.put(CLIENT_ID, "a-client");
        properties.put(PRIVATE_KEY, KEY.toJSONString());
        return properties;
    }

    /** Parts of the keys, cut so that one is found wherever a sizeable piece of a key is shown. */
    private static String[] secrets() {
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

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RSAKey key(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** A mistake in an otherwise correct configuration, what is said about it, and what is right instead. */
    private static final class Case {
        private final String name;
        private Consumer<Map<String, Object>> wrong = set -> {};
        private Consumer<Map<String, Object>> right = set -> {};
        private String key = "";
        private String[] words = {};

        private Case(String name) {
            this.name = name;
        }

        private Case wrong(Consumer<Map<String, Object>> change) {
            this.wrong = change;
            return this;
        }

        private Case right(Consumer<Map<String, Object>> change) {
            this.right = change;
            return this;
        }

        private Case says(String namedKey, String... expected) {
            this.key = namedKey;
            this.words = expected;
            return this;
        }

        private TestHost.Setup host(Consumer<Map<String, Object>> change) {
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
