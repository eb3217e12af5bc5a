package no.trekkpaalegg.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Shows a {@link TrekkpaaleggConfigurationException} as Spring Boot shows failures at start, with the origin of the value. The
 * value is not shown, because it can be a private key.
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
