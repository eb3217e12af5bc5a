package no.trekkpaalegg.payroll;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.trekkpaalegg.model.Betalingsinformasjon;
import no.trekkpaalegg.model.Foedselsnummer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;
import no.trekkpaalegg.model.Trekkstoerrelse;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;

/** The authority's ten published examples: the periods of each version, by order and version ({@code 3/2}). */
final class PublishedOrders {
    private static final Trekkstatus AKTIV = Trekkstatus.AKTIV;
    private static final Trekkstatus AVSLUTTET = Trekkstatus.AVSLUTTET;

    private static final Map<String, Trekkpaalegg> ORDERS = Map.ofEntries(
            entry("1/1", AKTIV, "2025-08-10 - P17"),
            entry("2/1", AKTIV, "2025-08-10 - A5000"),
            entry("3/1", AKTIV, "2025-05-10 - P23"),
            entry("3/2", AKTIV, "2025-05-10 2025-08-09 P23", "2025-08-10 - P17"),
            entry("4/1", AKTIV, "2025-06-10 - P17"),
            entry("4/2", AVSLUTTET, "2025-06-10 2025-09-12 P17"),
            entry("5/1", AKTIV, "2025-06-10 - P23"),
            entry("5/2", AVSLUTTET, "2025-06-10 2025-08-09 P23", "2025-08-10 2025-08-31 A4400"),
            entry("6/1", AKTIV, "2025-08-28 - A8000"),
            entry("6/2", AKTIV, "2025-08-28 2025-09-14 A8000", "2025-09-15 - A6000"),
            entry("6/3", AKTIV, "2025-08-28 2025-09-14 A8000", "2025-09-15 2025-10-13 A6000", "2025-10-14 - A5000"),
            entry(
                    "6/4",
                    AKTIV,
                    "2025-08-28 2025-09-14 A8000",
                    "2025-09-15 2025-10-13 A6000",
                    "2025-10-14 2026-02-09 A5000",
                    "2026-02-10 - A7000"),
            entry("7/1", AKTIV, "2025-08-28 - P17"),
            entry("7/2", AKTIV, "2025-08-28 2025-10-10 P17", "2025-10-11 2025-12-10 P0", "2025-12-11 - P17"),
            entry("8/1", AKTIV, "2025-08-28 - P32"),
            entry("8/2", AVSLUTTET, "2025-08-28 2025-09-17 P32"),
            entry("9/1", AKTIV, "2025-10-01 - P33"),
            entry("10/1", AKTIV, "2025-10-01 - A3000"),
            entry("10/2", AKTIV, "2025-10-01 2025-10-06 A3000", "2025-10-07 - A2000"));

    private PublishedOrders() {}

    /** The version of an order, written {@code 3/2}. */
    static Trekkpaalegg get(String orderAndVersion) {
        Trekkpaalegg order = ORDERS.get(orderAndVersion);
        if (order == null) {
            throw new IllegalArgumentException("there is no published example " + orderAndVersion);
        }
        return order;
    }

    /** An order with the given periods, each {@code start end P17}, with {@code -} for no end and A for an amount. */
    static Trekkpaalegg order(String trekkid, int trekkversjon, Trekkstatus status, String... periods) {
        return new Trekkpaalegg(
                trekkid,
                trekkversjon,
                1,
                Instant.parse("2025-08-09T15:00:00Z"),
                null,
                "123456789",
                new Foedselsnummer("10908412345"),
                status,
                Stream.of(periods).map(PublishedOrders::period).toList(),
                new Betalingsinformasjon("971648199", "6487719756", "70213997155"));
    }

    private static Map.Entry<String, Trekkpaalegg> entry(String name, Trekkstatus status, String... periods) {
        List<String> parts = List.of(name.split("/", 2));
        String trekkid = String.valueOf(10000 + Integer.parseInt(parts.get(0)));
        return Map.entry(name, order(trekkid, Integer.parseInt(parts.get(1)), status, periods));
    }

    private static TrekkstoerrelseForPeriode period(String text) {
        List<String> parts = List.of(text.split(" ", 3));
        LocalDate end = parts.get(1).equals("-") ? null : LocalDate.parse(parts.get(1));
        BigDecimal number = new BigDecimal(parts.get(2).substring(1));
        Trekkstoerrelse size = parts.get(2).startsWith("P") ? new Trekkprosent(number) : new Trekkbeloep(number);
        return new TrekkstoerrelseForPeriode(LocalDate.parse(parts.get(0)), end, size);
    }
}
