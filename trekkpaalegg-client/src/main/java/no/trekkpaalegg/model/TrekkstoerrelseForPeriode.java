package no.trekkpaalegg.model;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to withhold at wage payments from {@code startdato} to {@code sluttdato}, both inclusive.
 *
 * <p>An end before the start is accepted: the authority may end an order before its first period has begun. Such a period
 * never applies.
 *
 * @param startdato first wage payment date the period covers
 * @param sluttdato last wage payment date the period covers, or {@code null} if no end is set
 * @param trekkstoerrelse percent or amount
 */
public record TrekkstoerrelseForPeriode(
        LocalDate startdato, @Nullable LocalDate sluttdato, Trekkstoerrelse trekkstoerrelse) {

    public TrekkstoerrelseForPeriode {
        Objects.requireNonNull(startdato, "startdato");
        Objects.requireNonNull(trekkstoerrelse, "trekkstoerrelse");
    }

    /** Whether a wage payment on this date falls within the period. */
    public boolean covers(LocalDate utbetalingsdato) {
        return !utbetalingsdato.isBefore(startdato) && (sluttdato == null || !utbetalingsdato.isAfter(sluttdato));
    }
}
