package no.trekkpaalegg.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.maskinporten.SigningKeySource;

/**
 * How long the certificate that grants are signed with is still valid, negative afterwards; NaN for a key without a certificate, whose
 * end only Maskinporten knows.
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
                .description("How long the certificate that grants are signed with is still valid")
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
