package no.trekkpaalegg.boot.schedule;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.EmployerProperties;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;

/** The employers of the configuration. They are checked when they are read. */
final class ConfiguredEmployers implements EmployerSource {
    private static final String ORG_NUMBER = "trekkpaalegg.org-number";

    private final List<Employer> employers;

    /** @param clients names of the Maskinporten clients */
    ConfiguredEmployers(TrekkpaaleggProperties properties, Set<String> clients) {
        Map<String, Employer> byKey = new LinkedHashMap<>();
        if (hasText(properties.orgNumber())) {
            byKey.put(ORG_NUMBER, employer(ORG_NUMBER, String.valueOf(properties.orgNumber()), Access.OWN, null));
        }
        for (int i = 0; i < properties.employers().size(); i++) {
            String key = "trekkpaalegg.employers[" + i + "]";
            byKey.put(key, employer(key, properties.employers().get(i)));
        }
        requireAny(byKey, properties);
        byKey.forEach((key, employer) -> requireClient(key, employer, clients));
        requireEachOnce(byKey);
        requireOneOwn(byKey);
        this.employers = List.copyOf(byKey.values());
    }

    @Override
    public Collection<Employer> employers() {
        return employers;
    }

    private static Employer employer(String key, EmployerProperties employer) {
        if (!hasText(employer.orgNumber())) {
            throw new TrekkpaaleggConfigurationException(
                    key + ".org-number",
                    "the organisation number is missing",
                    "Set it to the employer's organisation number, nine digits.");
        }
        String reference = hasText(employer.externalRef())
                ? String.valueOf(employer.externalRef()).strip()
                : null;
        if (reference != null && employer.access() != Access.SYSTEM_USER) {
            throw new TrekkpaaleggConfigurationException(
                    key + ".external-ref",
                    "an external reference is allowed only with access system-user",
                    "Correct the employer: remove the external reference, or set " + key + ".access to system-user.");
        }
        return employer(key + ".org-number", String.valueOf(employer.orgNumber()), employer.access(), reference)
                .withClient(hasText(employer.client()) ? employer.client().strip() : Employer.DEFAULT_CLIENT);
    }

    private static Employer employer(String key, String orgNumber, Access access, @Nullable String externalRef) {
        try {
            return new Employer(orgNumber.strip(), access, externalRef);
        } catch (IllegalArgumentException e) {
            throw new TrekkpaaleggConfigurationException(
                    key,
                    String.valueOf(e.getMessage()),
                    "Correct the employer. Put organisation numbers in quotes in YAML, so that they are read as text.",
                    e);
        }
    }

    private static boolean hasText(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /** An application that does not poll needs none. */
    private static void requireAny(Map<String, Employer> byKey, TrekkpaaleggProperties properties) {
        if (byKey.isEmpty() && properties.poller().enabled()) {
            throw new TrekkpaaleggConfigurationException(
                    "trekkpaalegg.employers",
                    "there is no employer to poll",
                    "List the employers under trekkpaalegg.employers, or set " + ORG_NUMBER
                            + " if your own organisation is the only one. To take them from a database, declare a bean of type"
                            + " EmployerSource. To poll nothing, set trekkpaalegg.poller.enabled to false.");
        }
    }

    private static void requireEachOnce(Map<String, Employer> byKey) {
        Set<String> seen = new HashSet<>();
        byKey.forEach((key, employer) -> {
            if (!seen.add(employer.orgNumber())) {
                throw new TrekkpaaleggConfigurationException(
                        key,
                        "employer " + employer.orgNumber() + " is listed twice",
                        "List each employer once. Otherwise its orders would be delivered twice.");
            }
        });
    }

    private static void requireClient(String key, Employer employer, Set<String> clients) {
        if (clients.contains(employer.client())) {
            return;
        }
        if (employer.client().equals(Employer.DEFAULT_CLIENT)) {
            throw new TrekkpaaleggConfigurationException(
                    key.equals(ORG_NUMBER) ? key : key + ".client",
                    "employer " + employer.orgNumber()
                            + " names no Maskinporten client, and there is no default client",
                    "Name one of the clients under trekkpaalegg.clients (" + String.join(", ", clients)
                            + ") in the employer's key client, or set trekkpaalegg.maskinporten.client-id.");
        }
        throw new TrekkpaaleggConfigurationException(
                key + ".client",
                "there is no Maskinporten client named '" + employer.client() + "'",
                "Define it under trekkpaalegg.clients." + employer.client() + ", or name one of: "
                        + String.join(", ", clients) + ".");
    }

    private static void requireOneOwn(Map<String, Employer> byKey) {
        Map<String, List<String>> owners = byKey.values().stream()
                .filter(employer -> employer.access() == Access.OWN)
                .collect(Collectors.groupingBy(
                        Employer::client,
                        LinkedHashMap::new,
                        Collectors.mapping(Employer::orgNumber, Collectors.toList())));
        owners.forEach((client, own) -> {
            if (own.size() > 1) {
                throw new TrekkpaaleggConfigurationException(
                        "trekkpaalegg.employers",
                        "employers " + String.join(" and ", own)
                                + " have access own with the same Maskinporten client (" + client + ")",
                        "Only one organisation owns a Maskinporten client. Give the others access system-user or"
                                + " delegation, or a client of their own (trekkpaalegg.clients).");
            }
        });
    }
}
