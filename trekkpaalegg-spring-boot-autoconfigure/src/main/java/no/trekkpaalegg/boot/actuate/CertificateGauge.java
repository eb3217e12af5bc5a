package no.trekkpaalegg.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.maskinporten.SigningKeySource;

/**
 * The remaining validity of the certificate that signs grants. It is negative after the certificate has expired, and NaN for a key
 * without a certificate, because only Maskinporten knows when such a key expires.
 */
final class CertificateGauge implements MeterBinder {
    private final SigningKeySource keys;
    private final Clock clock;

    CertificateGauge(SigningKeySource keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder("trekkpaalegg.certificate.remaining", this::remainingSeconds, TimeUnit.SECONDS)
                .description("Remaining validity of the certificate that signs grants")
                .register(registry);
    }

    private double remainingSeconds() {
        try {
            return keys.current()
                    .certificateExpiresAt()
                    .map(end -> (double) Duration.between(clock.instant(), end).toSeconds())
                    .orElse(Double.NaN);
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }
}
