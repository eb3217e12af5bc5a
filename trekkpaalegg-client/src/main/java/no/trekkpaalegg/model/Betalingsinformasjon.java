package no.trekkpaalegg.model;

import java.util.Objects;

/**
 * Where the employer pays the withheld money. {@link #toString()} leaves out account and KID, because they identify the debtor's
 * case.
 *
 * @param betalingsmottaker organisation number of the payee, nine digits; the checksum is not checked
 * @param kidnummer payment reference, 2 to 25 digits, unique per order and the same in all its versions
 * @param kontonummer bank account, eleven digits; the checksum is not checked
 */
public record Betalingsinformasjon(String betalingsmottaker, String kidnummer, String kontonummer) {

    public Betalingsinformasjon {
        Objects.requireNonNull(betalingsmottaker, "betalingsmottaker");
        Objects.requireNonNull(kidnummer, "kidnummer");
        Objects.requireNonNull(kontonummer, "kontonummer");
    }

    @Override
    public String toString() {
        return "Betalingsinformasjon[betalingsmottaker=" + betalingsmottaker + "]";
    }
}
