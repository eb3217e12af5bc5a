package no.trekkpaalegg.boot;

import java.util.Collection;
import no.trekkpaalegg.model.Employer;

/**
 * Supplies the employers to poll. A vendor implements it to read its customers from its own database. New and removed employers
 * take effect without a restart.
 */
@FunctionalInterface
public interface EmployerSource {

    /**
     * All current employers, each organisation number once. It is called regularly on a background thread, outside the transactions
     * of the feed. If it throws, the employers of the previous call stay. If it returns none, no employer is polled.
     */
    Collection<Employer> employers();
}
