package no.trekkpaalegg.boot.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.EmployerProperties;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;

/** The employers in the configuration, checked when they are read. */
final class ConfiguredEmployers implements EmployerSource {
    private final List<Employer> employers;

    ConfiguredEmployers(TrekkpaaleggProperties properties) {
        List<Employer> found = new ArrayList<>();
        if (properties.orgNumber() != null && !properties.orgNumber().isBlank()) {
            found.add(employer("trekkpaalegg.org-number", properties.orgNumber(), Access.OWN, null));
        }
        for (int i = 0; i < properties.employers().size(); i++) {
            EmployerProperties employer = properties.employers().get(i);
            String key = "trekkpaalegg.employers[" + i + "]";
            if (employer.orgNumber() == null || employer.orgNumber().isBlank()) {
                throw new TrekkpaaleggConfigurationException(
                        key + ".org-number",
                        "the organisation number is missing",
                        "Set it to the employer's organisation number, nine digits.");
            }
            found.add(employer(key, employer.orgNumber(), employer.access(), employer.externalRef()));
        }
        requireEachOnce(found);
        requireOneOwn(found);
        this.employers = List.copyOf(found);
    }

    @Override
    public Collection<Employer> employers() {
        return employers;
    }

    private static Employer employer(String key, String orgNumber, Access access, @Nullable String externalRef) {
        try {
            String reference = externalRef == null || externalRef.isBlank() ? null : externalRef.strip();
            return new Employer(orgNumber.strip(), access, reference);
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    key,
                    String.valueOf(e.getMessage()),
                    "Correct the employer. Quote organisation numbers in YAML, so that they are read as text.",
                    e);
        }
    }

    private static void requireEachOnce(List<Employer> employers) {
        Set<String> seen = new HashSet<>();
        for (Employer employer : employers) {
            if (!seen.add(employer.orgNumber())) {
                throw new TrekkpaaleggConfigurationException(
                        "trekkpaalegg.employers",
                        "employer " + employer.orgNumber() + " is listed twice",
                        "List each employer once; its orders would be delivered twice otherwise.");
            }
        }
    }

    private static void requireOneOwn(List<Employer> employers) {
        List<String> own = employers.stream()
                .filter(employer -> employer.access() == Access.OWN)
                .map(Employer::orgNumber)
                .toList();
        if (own.size() > 1) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.employers",
                    "employers " + String.join(" and ", own) + " have access own",
                    "Only one organisation owns the Maskinporten client. Give the others access system-user or delegation.");
        }
    }
}
