package no.trekkpaalegg.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.trekkpaalegg.model.Redaction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds keys under {@code trekkpaalegg} that the library does not have: a typing error would otherwise leave the default in force without a
 * word. An environment variable is reported only if it is almost a known key, because a platform sets variables of its own.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class UnknownKeys {
    private static final Logger log = LoggerFactory.getLogger(UnknownKeys.class);
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("trekkpaalegg");
    private static final int MOST_REPORTED = 20;

    private final KnownKeys known = new KnownKeys();

    /** Logs one warning that names each unknown key, where it was written, and the known key that is most like it. */
    public void report(ConfigurableEnvironment environment) {
        Map<String, String> unknown = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
            if (source instanceof IterableConfigurationPropertySource all) {
                all.stream().filter(PREFIX::isAncestorOf).forEach(name -> look(all, name, unknown));
            }
        }
        if (!unknown.isEmpty()) {
            log.warn(
                    "Unknown configuration keys have no effect: {}{}. Correct or remove them.",
                    unknown.values().stream().limit(MOST_REPORTED).collect(Collectors.joining("; ")),
                    unknown.size() > MOST_REPORTED ? "; and " + (unknown.size() - MOST_REPORTED) + " more" : "");
        }
    }

    private void look(
            IterableConfigurationPropertySource source, ConfigurationPropertyName name, Map<String, String> unknown) {
        boolean variable = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        if (variable ? known.containsVariable(name) : known.contains(name)) {
            return;
        }
        Optional<String> nearest = known.nearest(name);
        if (!variable || nearest.isPresent()) {
            unknown.putIfAbsent(
                    name.toString(),
                    Redaction.redact(name.toString())
                            + origin(source, name)
                            + nearest.map(key -> ", did you mean " + key + "?").orElse(""));
        }
    }

    private static String origin(IterableConfigurationPropertySource source, ConfigurationPropertyName name) {
        return Optional.ofNullable(source.getConfigurationProperty(name))
                .map(property -> property.getOrigin())
                .map(origin -> " (" + origin + ")")
                .orElse("");
    }
}
