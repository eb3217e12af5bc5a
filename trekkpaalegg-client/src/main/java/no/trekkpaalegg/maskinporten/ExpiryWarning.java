package no.trekkpaalegg.maskinporten;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import no.trekkpaalegg.observation.Runbook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a warning when the certificate of a key expires within 30 days, and an error when it has expired. It checks when a key is
 * requested, and logs once a day and for each new certificate. Keys without a certificate are not checked. Safe for use by many
 * threads.
 */
final class ExpiryWarning implements SigningKeySource {
    private static final Logger log = LoggerFactory.getLogger(ExpiryWarning.class);
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final Duration SILENCE = Duration.ofDays(1);

    private final SigningKeySource keys;
    private final String clientId;
    private final Clock clock;
    private @Nullable Instant warnedOf;
    private Instant warnedAt = Instant.MIN;

    /**
     * @param keys supplies the keys
     * @param clock compared with the end of the certificate
     */
    ExpiryWarning(SigningKeySource keys, String clientId, Clock clock) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.clientId = clientId;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public SigningKey current() {
        SigningKey key = keys.current();
        key.certificateExpiresAt().ifPresent(this::look);
        return key;
    }

    private synchronized void look(Instant end) {
        Instant now = clock.instant();
        boolean said = end.equals(warnedOf) && now.isBefore(warnedAt.plus(SILENCE));
        if (said || end.isAfter(now.plus(AHEAD))) {
            return;
        }
        warnedOf = end;
        warnedAt = now;
        if (end.isAfter(now)) {
            log.warn(
                    "The certificate of the Maskinporten client {} expires at {}, in {} day(s). After that no order can be fetched."
                            + " Install a new certificate. See {}",
                    clientId,
                    end,
                    Duration.between(now, end).toDays(),
                    Runbook.CERTIFICATE);
        } else {
            log.error(
                    "The certificate of the Maskinporten client {} expired at {}. Maskinporten refuses it, and no order can be"
                            + " fetched. Install a new certificate. See {}",
                    clientId,
                    end,
                    Runbook.CERTIFICATE);
        }
    }
}
