package no.trekkpaalegg.boot.schedule;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The employers as of the last look at the {@link EmployerSource}; the first question looks, so that a node that does not poll knows them
 * too. Safe for use by many threads.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class EmployerRegistry {
    private static final Logger log = LoggerFactory.getLogger(EmployerRegistry.class);

    private final EmployerSource source;
    private volatile Map<String, Employer> employers = Map.of();
    private volatile boolean looked;

    public EmployerRegistry(EmployerSource source) {
        this.source = source;
    }

    /**
     * Asks the source again; keeps what is known if it throws.
     *
     * @return whether the source answered
     */
    public boolean refresh() {
        looked = true;
        try {
            Map<String, Employer> current = new LinkedHashMap<>();
            source.employers().forEach(employer -> current.putIfAbsent(employer.orgNumber(), employer));
            employers = current;
            return true;
        } catch (Throwable e) {
            // The source is the host's: an error of it, a class that is missing say, must not end polling.
            log.error(
                    "The employers to poll could not be read: {}: {}. Going on with the {} known ones.",
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    employers.size());
            return false;
        }
    }

    /** All employers. */
    public Collection<Employer> all() {
        return known().values();
    }

    /** The employer with an organisation number, or empty. */
    public Optional<Employer> find(String orgNumber) {
        return Optional.ofNullable(known().get(orgNumber));
    }

    /** Whether an organisation number is that of an employer. */
    public boolean isConfigured(String orgNumber) {
        return known().containsKey(orgNumber);
    }

    private Map<String, Employer> known() {
        if (!looked) {
            refresh();
        }
        return employers;
    }
}
