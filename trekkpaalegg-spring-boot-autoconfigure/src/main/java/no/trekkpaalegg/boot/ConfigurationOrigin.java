package no.trekkpaalegg.boot;

import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Finds where the value of a key comes from: the file and the line, or the environment variable. */
final class ConfigurationOrigin {

    private ConfigurationOrigin() {}

    /**
     * Where the effective value comes from.
     *
     * @param key a key, or the beginning of several keys; then the first of them counts
     * @return empty if the key has no value
     */
    static Optional<Origin> of(Environment environment, String key) {
        if (!ConfigurationPropertyName.isValid(key) || !(environment instanceof ConfigurableEnvironment known)) {
            return Optional.empty();
        }
        ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
        return StreamSupport.stream(
                        ConfigurationPropertySources.from(known.getPropertySources())
                                .spliterator(),
                        false)
                .flatMap(source -> Optional.ofNullable(find(source, name)).stream())
                .findFirst()
                .map(ConfigurationProperty::getOrigin);
    }

    private static @Nullable ConfigurationProperty find(
            ConfigurationPropertySource source, ConfigurationPropertyName name) {
        ConfigurationProperty exact = source.getConfigurationProperty(name);
        if (exact != null || !(source instanceof IterableConfigurationPropertySource all)) {
            return exact;
        }
        return all.stream()
                .filter(name::isAncestorOf)
                .findFirst()
                .map(all::getConfigurationProperty)
                .orElse(null);
    }
}
