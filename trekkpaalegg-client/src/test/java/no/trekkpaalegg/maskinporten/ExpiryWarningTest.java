package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

class ExpiryWarningTest {
    @TempDir
    static Path directory;

    private static SigningKey key;

    private final MutableClock clock = MutableClock.of(Instant.now(), ZoneOffset.UTC);
    private final ExpiryWarning keys = new ExpiryWarning(SigningKeySource.fixed(key), "client-1", clock);
    private final LogCapture log = new LogCapture();

    @BeforeAll
    static void makeCertificate() {
        key = SigningKey.fromKeyStore(
                new TestCertificates(directory).selfSigned("RSA", "2048"),
                null,
                TestCertificates.PASSWORD.toCharArray());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void whenTheCertificateIsValidForMoreThanThirtyDays_thenNothingIsLogged() {
        nowIs(end().minus(Duration.ofDays(30)).minusSeconds(1));

        assertThat(keys.current()).isSameAs(key);

        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void whenTheCertificateExpiresWithinThirtyDays_thenAWarningNamesTheTimeAndTheRunbook() {
        nowIs(end().minus(Duration.ofDays(30)));

        assertThat(keys.current()).isSameAs(key);

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains(
                        "the Maskinporten client client-1 expires at " + end(),
                        "in 30 day(s)",
                        "docs/runbook.md#the-certificate-expires");
    }

    @Test
    void whenTheKeyIsRequestedAgain_thenTheWarningIsLoggedOnceADay() {
        nowIs(end().minus(Duration.ofDays(30)));
        keys.current();
        clock.add(Duration.ofHours(23));
        keys.current();
        assertThat(log.warnings()).hasSize(1);

        clock.add(Duration.ofHours(1));
        keys.current();

        assertThat(log.warnings()).hasSize(2);
    }

    @Test
    void whenTheCertificateHasExpired_thenAnErrorIsLoggedAndTheKeyIsStillUsed() {
        nowIs(end());

        assertThat(keys.current()).isSameAs(key);

        assertThat(log.text()).contains("expired at " + end(), "docs/runbook.md#the-certificate-expires");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void whenTheKeyHasNoCertificate_thenNothingIsLogged() {
        new ExpiryWarning(SigningKeySource.fixed(TestKeys.signingKey()), "client-1", clock).current();

        assertThat(log.text()).doesNotContain("certificate");
    }

    private void nowIs(Instant time) {
        clock.add(Duration.between(clock.instant(), time));
    }

    private static Instant end() {
        return key.certificateExpiresAt().orElseThrow();
    }
}
