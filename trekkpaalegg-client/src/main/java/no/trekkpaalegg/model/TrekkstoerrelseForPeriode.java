package no.trekkpaalegg.model;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to withhold at wage payments from {@code startdato} to {@code sluttdato}, both inclusive.
 *
 * <p>An end before the start is accepted, because the authority can end an order before its first period begins. Such a period
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

    /** Whether the period covers a wage payment on this date. */
    public boolean covers(LocalDate utbetalingsdato) {
        return !utbetalingsdato.isBefore(startdato) && (sluttdato == null || !utbetalingsdato.isAfter(sluttdato));
    }
}
