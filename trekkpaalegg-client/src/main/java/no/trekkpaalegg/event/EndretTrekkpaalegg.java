package no.trekkpaalegg.event;

import java.util.Objects;
import no.trekkpaalegg.model.Trekkpaalegg;

/** A later version of an order that the host already has. It replaces the earlier version. */
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
