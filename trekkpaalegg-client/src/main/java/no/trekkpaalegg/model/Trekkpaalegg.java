package no.trekkpaalegg.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a withholding order (trekkpålegg), as the Tax Administration publishes it (contract section 1, "The order").
 *
 * <p>Immutable and safe to share between threads. {@link #toString()} names the order, by a {@code trekkid} that is cleaned and cut, and nothing
 * about the person or the money.
 *
 * @param trekkid identity of the order, unbounded length
 * @param trekkversjon 1 and up, always rising for one {@code trekkid}; numbers may be skipped
 * @param sekvensnummer place in the authority's feed, global across employers, 0 or more
 * @param opprettet when this version was issued
 * @param saksnummer the case in which the order was decided, or {@code null}
 * @param trekkpliktig organisation number of the employer who must withhold, nine digits
 * @param skyldner the person whose pay is withheld
 * @param trekkstatus whether the order is in force
 * @param trekkstoerrelseForPeriode what to withhold when, at least one period, in the order the authority sent them
 * @param betalingsinformasjon where to pay
 */
public record Trekkpaalegg(
        String trekkid,
        int trekkversjon,
        long sekvensnummer,
        Instant opprettet,
        @Nullable String saksnummer,
        String trekkpliktig,
        Foedselsnummer skyldner,
        Trekkstatus trekkstatus,
        List<TrekkstoerrelseForPeriode> trekkstoerrelseForPeriode,
        Betalingsinformasjon betalingsinformasjon) {

    /** @throws IllegalArgumentException if a number is below its range or there is no period */
    public Trekkpaalegg {
        Objects.requireNonNull(trekkid, "trekkid");
        Objects.requireNonNull(opprettet, "opprettet");
        Objects.requireNonNull(trekkpliktig, "trekkpliktig");
        Objects.requireNonNull(skyldner, "skyldner");
        Objects.requireNonNull(trekkstatus, "trekkstatus");
        Objects.requireNonNull(betalingsinformasjon, "betalingsinformasjon");
        trekkstoerrelseForPeriode = List.copyOf(trekkstoerrelseForPeriode);
        if (trekkversjon < 1) {
            throw new IllegalArgumentException("trekkversjon must be 1 or more");
        }
        if (sekvensnummer < 0) {
            throw new IllegalArgumentException("sekvensnummer must be 0 or more");
        }
        if (trekkstoerrelseForPeriode.isEmpty()) {
            throw new IllegalArgumentException("trekkstoerrelseForPeriode must have at least one period");
        }
    }

    /**
     * What to withhold at a wage payment on the given date. The date of the payment picks the period; where periods overlap,
     * the one that starts last applies. In an ended order ({@code avsluttet}) a period without an end date no longer applies,
     * while periods with one still answer for past dates.
     *
     * @return the percent or amount, or empty if no period applies and nothing is withheld
     */
    public Optional<Trekkstoerrelse> trekkstoerrelseFor(LocalDate utbetalingsdato) {
        return trekkstoerrelseForPeriode.stream()
                .filter(periode -> periode.covers(utbetalingsdato))
                .filter(periode -> !(trekkstatus.isAvsluttet() && periode.sluttdato() == null))
                .max(Comparator.comparing(TrekkstoerrelseForPeriode::startdato))
                .map(TrekkstoerrelseForPeriode::trekkstoerrelse);
    }

    @Override
    public String toString() {
        return "Trekkpaalegg[trekkid=" + Redaction.identifier(trekkid) + ", trekkversjon=" + trekkversjon
                + ", sekvensnummer=" + sekvensnummer + ", trekkstatus=" + trekkstatus + ", trekkpliktig=" + trekkpliktig
                + "]";
    }
}
