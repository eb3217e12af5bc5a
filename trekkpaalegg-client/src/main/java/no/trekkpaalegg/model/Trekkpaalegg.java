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
 * <p>Immutable and safe to share between threads. {@link #toString()} names the order by a {@code trekkid} that is cleaned and cut. It
 * shows nothing about the person or the money.
 *
 * @param trekkid identity of the order, of any length
 * @param trekkversjon 1 or more, rising for one {@code trekkid}; numbers can be skipped
 * @param sekvensnummer position in the authority's feed, shared by all employers, 0 or more
 * @param opprettet when this version was issued
 * @param saksnummer the case in which the order was decided, or {@code null}
 * @param trekkpliktig organisation number of the employer who must withhold, nine digits
 * @param skyldner the person whose pay is withheld
 * @param trekkstatus whether the order is active
 * @param trekkstoerrelseForPeriode what to withhold in each period, in the order that the authority sent; at least one period
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
     * What to withhold at a wage payment on the given date. The date of the payment decides the period. If periods overlap, the one
     * that starts last applies. In an ended order ({@code avsluttet}) a period without an end date does not apply; periods with an
     * end date still apply to dates in them.
     *
     * @return the percent or amount, or empty if no period applies and nothing is to be withheld
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
