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
 * Warns when the certificate of a key ends within 30 days, and says it as an error once it has ended: once a day, when a key is asked
 * for, and at once for a new certificate. Nothing is said of keys without a certificate. Safe for use by many threads.
 */
final class ExpiryWarning implements SigningKeySource {
    private static final Logger log = LoggerFactory.getLogger(ExpiryWarning.class);
    private static final Duration AHEAD = Duration.ofDays(30);
    private static final Duration SILENCE = Duration.ofDays(1);

    private final SigningKeySource keys;
    private final Clock clock;
    private @Nullable Instant warnedOf;
    private Instant warnedAt = Instant.MIN;

    /**
     * @param keys where the keys come from
     * @param clock what tells how long a certificate still lasts
     */
    ExpiryWarning(SigningKeySource keys, Clock clock) {
        this.keys = Objects.requireNonNull(keys, "keys");
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
                    "The certificate that Maskinporten grants are signed with ends at {}, in {} day(s). Without a new one no order"
                            + " can be fetched from then on. See {}",
                    end,
                    Duration.between(now, end).toDays(),
                    Runbook.CERTIFICATE);
        } else {
            log.error(
                    "The certificate that Maskinporten grants are signed with ended at {}. Maskinporten refuses it, and no order can be"
                            + " fetched, until there is a new one. See {}",
                    end,
                    Runbook.CERTIFICATE);
        }
    }
}
