package no.trekkpaalegg.event;

import java.util.Objects;
import no.trekkpaalegg.model.Trekkpaalegg;

/** An order has ended: stop withholding. The event is also sent if the host had no earlier version. */
public record AvsluttetTrekkpaalegg(String employer, Trekkpaalegg trekkpaalegg, String json)
        implements TrekkpaaleggEvent {

    public AvsluttetTrekkpaalegg {
        Objects.requireNonNull(employer, "employer");
        Objects.requireNonNull(trekkpaalegg, "trekkpaalegg");
        Objects.requireNonNull(json, "json");
    }

    @Override
    public String toString() {
        return "AvsluttetTrekkpaalegg[employer=" + employer + ", " + trekkpaalegg + "]";
    }
}
