package no.trekkpaalegg.boot.schedule;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The employers from the last call of the {@link EmployerSource}. The first query calls it, so that a node that does not poll also
 * knows them. Safe for use by many threads.
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
    private volatile Set<String> reported = Set.of();

    public EmployerRegistry(EmployerSource source) {
        this.source = source;
    }

    /** Calls the source again. If it throws, the known employers are kept. */
    public void refresh() {
        looked = true;
        try {
            Map<String, Employer> current = new LinkedHashMap<>();
            Set<String> repeated = new TreeSet<>();
            source.employers().forEach(employer -> {
                if (current.putIfAbsent(employer.orgNumber(), employer) != null) {
                    repeated.add(employer.orgNumber());
                }
            });
            employers = current;
            report(repeated);
            answered = true;
        } catch (Throwable e) {
            // The source belongs to the host. An error in it, for example a missing class, must not end polling.
            log.error(
                    "The employers to poll could not be read: {}: {}. The {} known ones are polled. Check the EmployerSource.",
                    e.getClass().getName(),
                    Redaction.redact(e.getMessage()),
                    employers.size());
            answered = false;
        }
    }

    /** Once, until other employers are repeated. */
    private void report(Set<String> repeated) {
        if (!repeated.isEmpty() && !repeated.equals(reported)) {
            log.warn(
                    "The EmployerSource names {} employer(s) more than once, {} first. The first entry of each is used. Correct the"
                            + " EmployerSource.",
                    repeated.size(),
                    repeated.iterator().next());
        }
        reported = repeated;
    }

    /** All employers. */
    public Collection<Employer> all() {
        return known().values();
    }

    /** The employer with this organisation number from the last call, or empty. */
    public Optional<Employer> find(String orgNumber) {
        return Optional.ofNullable(known().get(orgNumber));
    }

    /** The same, but calls the source again if the employer is unknown, because it can have been added since. */
    public Optional<Employer> findNow(String orgNumber) {
        return find(orgNumber).or(() -> {
            refresh();
            return find(orgNumber);
        });
    }

    /** Whether the last call of the source succeeded. If not, an unknown organisation can still be an employer. */
    public boolean answered() {
        return answered;
    }

    /** Whether an organisation number belongs to an employer. */
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
