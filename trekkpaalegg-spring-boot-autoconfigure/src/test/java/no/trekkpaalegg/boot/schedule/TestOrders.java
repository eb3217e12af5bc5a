package no.trekkpaalegg.boot.schedule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.model.Betalingsinformasjon;
import no.trekkpaalegg.model.Foedselsnummer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;

/** Events as the feed would publish them. */
public final class TestOrders {
    public static final String EMPLOYER = "313367002";

    private TestOrders() {}

    public static List<TrekkpaaleggEvent> oneOfEach() {
        Trekkpaalegg order = order();
        return List.of(
                new NyttTrekkpaalegg(EMPLOYER, order, "{}"),
                new EndretTrekkpaalegg(EMPLOYER, order, "{}"),
                new AvsluttetTrekkpaalegg(EMPLOYER, order, "{}"));
    }

    private static Trekkpaalegg order() {
        return new Trekkpaalegg(
                "10001",
                1,
                1,
                Instant.parse("2026-03-05T15:00:00Z"),
                null,
                EMPLOYER,
                new Foedselsnummer("10908412345"),
                Trekkstatus.AKTIV,
                List.of(new TrekkstoerrelseForPeriode(
                        LocalDate.parse("2026-03-10"), null, new Trekkprosent(new BigDecimal("23.0")))),
                new Betalingsinformasjon("971648199", "6487719756", "70213997155"));
    }
}
