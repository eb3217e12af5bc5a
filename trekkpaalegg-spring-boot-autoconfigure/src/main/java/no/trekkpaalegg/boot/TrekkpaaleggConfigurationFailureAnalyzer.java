package no.trekkpaalegg.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Shows a {@link TrekkpaaleggConfigurationException} the way Spring Boot shows what keeps an application from starting, and where the
 * value was written down. The value itself may be a key and is not shown.
 */
final class TrekkpaaleggConfigurationFailureAnalyzer
        extends AbstractFailureAnalyzer<TrekkpaaleggConfigurationException> {
    private final Environment environment;

    TrekkpaaleggConfigurationFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TrekkpaaleggConfigurationException cause) {
        String origin = ConfigurationOrigin.of(environment, cause.key())
                .map(found -> "\n\n    Origin: " + found)
                .orElse("");
        return new FailureAnalysis(cause.key() + ": " + cause.getMessage() + origin, cause.cure(), cause);
    }
}
