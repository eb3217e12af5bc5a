package no.trekkpaalegg.event;

import java.util.Objects;
import no.trekkpaalegg.model.Trekkpaalegg;

/** The first version of an order that the host gets. Its number can be higher than 1. */
public record NyttTrekkpaalegg(String employer, Trekkpaalegg trekkpaalegg, String json) implements TrekkpaaleggEvent {

    public NyttTrekkpaalegg {
        Objects.requireNonNull(employer, "employer");
        Objects.requireNonNull(trekkpaalegg, "trekkpaalegg");
        Objects.requireNonNull(json, "json");
    }

    @Override
    public String toString() {
        return "NyttTrekkpaalegg[employer=" + employer + ", " + trekkpaalegg + "]";
    }
}
