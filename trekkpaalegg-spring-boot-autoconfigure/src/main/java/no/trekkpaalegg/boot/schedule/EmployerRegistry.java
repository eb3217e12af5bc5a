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
    private volatile boolean answered;

    public EmployerRegistry(EmployerSource source) {
        this.source = source;
    }

    /** Asks the source again; keeps what is known if it throws. */
    public void refresh() {
        looked = true;
        try {
            Map<String, Employer> current = new LinkedHashMap<>();
            source.employers().forEach(employer -> current.putIfAbsent(employer.orgNumber(), employer));
            employers = current;
            answered = true;
        } catch (Throwable e) {
            // The source is the host's: an error of it, a class that is missing say, must not end polling.
            log.error(
                    "The employers to poll could not be read: {}: {}. Going on with the {} known ones.",
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    employers.size());
            answered = false;
        }
    }

    /** All employers. */
    public Collection<Employer> all() {
        return known().values();
    }

    /** The employer with an organisation number as of the last look, or empty. */
    public Optional<Employer> find(String orgNumber) {
        return Optional.ofNullable(known().get(orgNumber));
    }

    /** The same, but asks the source again for one that is unknown: it may have been added since the last look. */
    public Optional<Employer> findNow(String orgNumber) {
        return find(orgNumber).or(() -> {
            refresh();
            return find(orgNumber);
        });
    }

    /** Whether the source answered when it was asked last; if not, an unknown employer may yet be one. */
    public boolean answered() {
        return answered;
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
