package no.trekkpaalegg.boot;

import java.util.Collection;
import no.trekkpaalegg.model.Employer;

/**
 * The employers to poll. A vendor implements it to read its customers from its own database; additions and removals take effect
 * without a restart.
 */
@FunctionalInterface
public interface EmployerSource {

    /**
     * All employers as of now, each organisation number once. Called again and again, from a background thread, never inside a
     * transaction of the feed. Throwing keeps the employers of the call before; an empty answer means that nobody is polled.
     */
    Collection<Employer> employers();
}
