package no.trekkpaalegg.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import no.trekkpaalegg.model.Betalingsinformasjon;
import no.trekkpaalegg.model.Foedselsnummer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;
import no.trekkpaalegg.model.Trekkstoerrelse;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;

/** Converts a JSON element to an order version, field by field (contract section 1, "The order"). */
final class OrderBinder {
    private static final int ORGANISATION_NUMBER_DIGITS = 9;
    private static final int NATIONAL_IDENTITY_NUMBER_DIGITS = 11;

    /** The fields of an order, at any depth. */
    static final Set<String> NAMES = Set.of(
            "trekkid",
            "trekkversjon",
            "sekvensnummer",
            "opprettet",
            "saksnummer",
            "trekkpliktig",
            "skyldner",
            "trekkstatus",
            "trekkstoerrelseForPeriode",
            "startdato",
            "sluttdato",
            "trekkprosent",
            "trekkbeloep",
            "betalingsinformasjon",
            "betalingsmottaker",
            "kidnummer",
            "kontonummer");

    /** The fields that identify the order version of an element. */
    static final Set<String> KEY_NAMES = Set.of("trekkid", "trekkversjon", "sekvensnummer");

    private OrderBinder() {}

    static Trekkpaalegg bind(JsonValue element) {
        JsonFields order = JsonFields.of(element, "");
        return new Trekkpaalegg(
                order.text("trekkid"),
                trekkversjon(order),
                sekvensnummer(order),
                order.instant("opprettet"),
                order.optionalText("saksnummer"),
                order.digits("trekkpliktig", ORGANISATION_NUMBER_DIGITS),
                new Foedselsnummer(order.digits("skyldner", NATIONAL_IDENTITY_NUMBER_DIGITS)),
                new Trekkstatus(order.text("trekkstatus")),
                perioder(order),
                betalingsinformasjon(order.object("betalingsinformasjon")));
    }

    static int trekkversjon(JsonFields order) {
        return (int) order.integer("trekkversjon", 1, Integer.MAX_VALUE);
    }

    static long sekvensnummer(JsonFields order) {
        return order.integer("sekvensnummer", 0, Long.MAX_VALUE);
    }

    private static List<TrekkstoerrelseForPeriode> perioder(JsonFields order) {
        List<TrekkstoerrelseForPeriode> perioder = new ArrayList<>();
        for (JsonValue element : order.array("trekkstoerrelseForPeriode")) {
            JsonFields periode = JsonFields.of(element, "trekkstoerrelseForPeriode[" + perioder.size() + "]");
            perioder.add(new TrekkstoerrelseForPeriode(
                    periode.date("startdato"), periode.optionalDate("sluttdato"), trekkstoerrelse(periode)));
        }
        return perioder;
    }

    private static Trekkstoerrelse trekkstoerrelse(JsonFields periode) {
        if (periode.has("trekkprosent") == periode.has("trekkbeloep")) {
            throw new MalformedOrderException(
                    periode.name("trekkprosent") + " and trekkbeloep: exactly one of them is needed");
        }
        return periode.has("trekkprosent")
                ? new Trekkprosent(periode.object("trekkprosent").decimal("trekkprosent"))
                : new Trekkbeloep(periode.object("trekkbeloep").decimal("trekkbeloep"));
    }

    private static Betalingsinformasjon betalingsinformasjon(JsonFields payment) {
        return new Betalingsinformasjon(
                payment.text("betalingsmottaker"), payment.text("kidnummer"), payment.text("kontonummer"));
    }
}
