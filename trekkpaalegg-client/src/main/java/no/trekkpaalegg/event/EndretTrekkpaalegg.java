package no.trekkpaalegg.event;

import java.util.Objects;
import no.trekkpaalegg.model.Trekkpaalegg;

/** A later version of an order that this host has: act on it instead of the earlier one. */
public record EndretTrekkpaalegg(String employer, Trekkpaalegg trekkpaalegg, String json) implements TrekkpaaleggEvent {

    public EndretTrekkpaalegg {
        Objects.requireNonNull(employer, "employer");
        Objects.requireNonNull(trekkpaalegg, "trekkpaalegg");
        Objects.requireNonNull(json, "json");
    }

    @Override
    public String toString() {
        return "EndretTrekkpaalegg[employer=" + employer + ", " + trekkpaalegg + "]";
    }
}
