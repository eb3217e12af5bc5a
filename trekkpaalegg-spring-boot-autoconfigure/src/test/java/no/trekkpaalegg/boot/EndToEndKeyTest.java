package no.trekkpaalegg.boot;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every way to hand over the key is accepted by Maskinporten, and keys change without a restart. */
@ExtendWith(OutputCaptureExtension.class)
class EndToEndKeyTest {
    private static final String KEY_ID = "trekkpaalegg.maskinporten.key-id";
    private static final String PRIVATE_KEY = "trekkpaalegg.maskinporten.private-key";
    private static final String SSL_BUNDLE = "trekkpaalegg.maskinporten.ssl-bundle";
    private static final String JKS = "spring.ssl.bundle.jks.enterprise.";
    private static final String PEM = "spring.ssl.bundle.pem.enterprise.";

    @TempDir
    private static Path directory;

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static TestCertificate certificate;
    private static TestCertificate nextCertificate;

    @BeforeAll
    static void start() throws IOException {
        certificate = TestCertificate.create(directory, "enterprise");
        nextCertificate = TestCertificate.create(directory, "next");
        write("key.jwk", simulator.privateKeyJwk());
        write("key.pem", simulator.privateKeyPem());
        write("chain.pem", certificate.chainPem());
        write("enterprise.pem", certificate.keyPem());
    }

    @BeforeEach
    void reset() {
        simulator.trustCertificate(certificate.certificate());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whenTheKeyIsGivenInAnyOfItsForms_thenOrdersAreReceived(String form, Map<String, String> properties) {
        RecordingListener listener = new RecordingListener();
        IssuedOrder order = simulator.issue(simulator.ownOrganisation());
        try (TestHost host = TestHost.at(simulator)
                .without(PRIVATE_KEY)
                .with(properties)
                .listener(listener)
                .start()) {
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        }
        assertThat(listener.received()).containsExactly(nytt(order));
    }

    static Stream<Arguments> whenTheKeyIsGivenInAnyOfItsForms_thenOrdersAreReceived() {
        String jwk = simulator.privateKeyJwk();
        String pem = simulator.privateKeyPem();
        String kid = simulator.keyId();
        String keyStore = "file:" + certificate.keyStoreFile();
        return Stream.of(
                Arguments.of("JWK as text", Map.of(PRIVATE_KEY, jwk)),
                Arguments.of("JWK in base64", Map.of(PRIVATE_KEY, base64(jwk))),
                Arguments.of("JWK in a file", Map.of(PRIVATE_KEY, location("key.jwk"))),
                Arguments.of("PEM as text", Map.of(PRIVATE_KEY, pem, KEY_ID, kid)),
                Arguments.of("PEM in base64", Map.of(PRIVATE_KEY, base64(pem), KEY_ID, kid)),
                Arguments.of("PEM in a file", Map.of(PRIVATE_KEY, location("key.pem"), KEY_ID, kid)),
                Arguments.of(
                        "SSL bundle, PKCS12",
                        Map.of(
                                SSL_BUNDLE,
                                "enterprise",
                                JKS + "keystore.location",
                                keyStore,
                                JKS + "keystore.password",
                                TestCertificate.PASSWORD)),
                Arguments.of(
                        "SSL bundle, PKCS12, with alias and password of the key",
                        Map.of(
                                SSL_BUNDLE,
                                "enterprise",
                                JKS + "keystore.location",
                                keyStore,
                                JKS + "keystore.type",
                                "PKCS12",
                                JKS + "keystore.password",
                                TestCertificate.PASSWORD,
                                JKS + "key.alias",
                                "enterprise",
                                JKS + "key.password",
                                TestCertificate.PASSWORD)),
                Arguments.of(
                        "SSL bundle, PEM",
                        Map.of(
                                SSL_BUNDLE,
                                "enterprise",
                                PEM + "keystore.certificate",
                                location("chain.pem"),
                                PEM + "keystore.private-key",
                                location("enterprise.pem"))));
    }

    @Test
    void whenTheCertificateIsNotTrusted_thenThatIsTheResult() {
        simulator.reset();
        try (TestHost host = withPemBundle("chain.pem", "enterprise.pem").start()) {
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(Refused.class);
        }
    }

    @Test
    void whenTheKeyFileIsRewritten_thenTheNewKeySigns(CapturedOutput output) throws IOException {
        write("rotating.jwk", simulator.privateKeyJwk());
        String oldKey = simulator.keyId();
        RecordingListener listener = new RecordingListener();
        try (TestHost host = TestHost.at(simulator)
                .with(PRIVATE_KEY, location("rotating.jwk"))
                .listener(listener)
                .start()) {
            IssuedOrder before = simulator.issue(simulator.ownOrganisation());
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);

            simulator.registerNewKey();
            simulator.revokeKey(oldKey);
            simulator.revokeTokens();
            IssuedOrder after = simulator.issue(simulator.ownOrganisation());
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(Refused.class);

            write("rotating.jwk", "half a k");
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(Refused.class);
            assertThat(output)
                    .contains("The new signing key for Maskinporten cannot be used")
                    .doesNotContain("half a k");

            write("rotating.jwk", simulator.privateKeyJwk());
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
            assertThat(listener.received()).containsExactly(nytt(before), nytt(after));
        }
        write("key.jwk", simulator.privateKeyJwk());
        write("key.pem", simulator.privateKeyPem());
    }

    @Test
    void whenTheSslBundleIsReloaded_thenTheNewCertificateSigns(CapturedOutput output) throws IOException {
        write("rotating-chain.pem", certificate.chainPem());
        write("rotating-key.pem", certificate.keyPem());
        try (TestHost host = withPemBundle("rotating-chain.pem", "rotating-key.pem")
                .with(PEM + "reload-on-update", "true")
                .with("spring.ssl.bundle.watch.file.quiet-period", "50ms")
                .start()) {
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
            assertThat(output).contains("Using the signing key of SSL bundle 'enterprise'");

            simulator.reset();
            simulator.trustCertificate(nextCertificate.certificate());
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(Refused.class);

            write("rotating-chain.pem", nextCertificate.chainPem());
            write("rotating-key.pem", nextCertificate.keyPem());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> host.poll(simulator.ownOrganisation()) instanceof CaughtUp);
            assertThat(output).contains("Changed to a new signing key of SSL bundle 'enterprise'");
        }
    }

    @Test
    void whenTheReloadedSslBundleHasNoUsableKey_thenTheOldOneSignsAndAWarningSaysSo(CapturedOutput output)
            throws IOException {
        write("rotating-chain.pem", certificate.chainPem());
        write("rotating-key.pem", certificate.keyPem());
        try (TestHost host = withPemBundle("rotating-chain.pem", "rotating-key.pem")
                .with(PEM + "reload-on-update", "true")
                .with("spring.ssl.bundle.watch.file.quiet-period", "50ms")
                .start()) {
            // The key of another certificate, as between the writing of one file and the other.
            write("rotating-key.pem", nextCertificate.keyPem());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(output).contains("has changed, but its key cannot be used"));

            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        }
    }

    @Test
    void whenTheCertificateExpiresSoon_thenAWarningSaysSoAndTheGaugeCountsDown(CapturedOutput output) {
        MeterRegistry metrics = new SimpleMeterRegistry();
        try (TestHost host = daysBeforeTheEnd(10).bean("meterRegistry", metrics).start()) {
            host.poll(simulator.ownOrganisation());
            host.context()
                    .getBean("trekkpaaleggCertificateGauge", MeterBinder.class)
                    .bindTo(metrics);

            assertThat(metrics.get("trekkpaalegg.certificate.remaining")
                            .timeGauge()
                            .value(TimeUnit.DAYS))
                    .isBetween(9.9, 10.0);
        }

        assertThat(output)
                .contains(
                        "The certificate of the Maskinporten client " + simulator.clientId() + " expires at",
                        "in 9 day(s)");
    }

    @Test
    void whenTheCertificateIsValidForLong_thenNoLineMentionsIt(CapturedOutput output) {
        try (TestHost host = daysBeforeTheEnd(31).start()) {
            host.poll(simulator.ownOrganisation());
        }

        assertThat(output).contains("The pass over").doesNotContain("The certificate of");
    }

    /** The clocks differ then, so no token comes; but a grant is signed. */
    private static TestHost.Setup daysBeforeTheEnd(int days) {
        Instant now = certificate.certificate().getNotAfter().toInstant().minus(Duration.ofDays(days));
        return withPemBundle("chain.pem", "enterprise.pem")
                .bean(
                        "clock",
                        new TrekkpaaleggClock(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now))));
    }

    private static TestHost.Setup withPemBundle(String chain, String key) {
        return TestHost.at(simulator)
                .without(PRIVATE_KEY)
                .with(SSL_BUNDLE, "enterprise")
                .with(PEM + "keystore.certificate", location(chain))
                .with(PEM + "keystore.private-key", location(key));
    }

    private static String location(String file) {
        return "file:" + directory.resolve(file);
    }

    /** All at once, as tools that rotate keys do. */
    private static void write(String file, String text) throws IOException {
        Path written = Files.writeString(directory.resolve(file + ".new"), text);
        Files.move(written, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
