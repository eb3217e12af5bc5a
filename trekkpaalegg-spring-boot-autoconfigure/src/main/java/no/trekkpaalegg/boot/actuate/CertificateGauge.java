package no.trekkpaalegg.boot.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.boot.client.MaskinportenClients;
import no.trekkpaalegg.boot.client.MaskinportenClients.MaskinportenClient;
import no.trekkpaalegg.maskinporten.SigningKeySource;

/**
 * The remaining validity of the certificate that signs the grants of a client. It is negative after the certificate has expired, and NaN for a key
 * without a certificate, because only Maskinporten knows when such a key expires.
 */
final class CertificateGauge implements MeterBinder {
    private final MaskinportenClients clients;
    private final Clock clock;

    CertificateGauge(MaskinportenClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (MaskinportenClient client : clients.all()) {
            TimeGauge.builder(
                            "trekkpaalegg.certificate.remaining",
                            () -> remainingSeconds(client.keys()),
                            TimeUnit.SECONDS)
                    .description("Remaining validity of the certificate that signs the grants of a client")
                    .tag("client", client.name())
                    .register(registry);
        }
    }

    private double remainingSeconds(SigningKeySource keys) {
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
