package no.trekkpaalegg.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link TrekkpaaleggConfigurationException} the way Spring Boot shows what keeps an application from starting. */
final class TrekkpaaleggConfigurationFailureAnalyzer
        extends AbstractFailureAnalyzer<TrekkpaaleggConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TrekkpaaleggConfigurationException cause) {
        return new FailureAnalysis(cause.key() + ": " + cause.getMessage(), cause.cure(), cause);
    }
}
