package no.trekkpaalegg.boot.security;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.security.oauth2.client.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** When a host would have the default user if this library were not there. */
final class DefaultUserConditions {
    /** A class of {@code spring-security-config}, which this library never brings. */
    static final String SPRING_SECURITY_OF_THE_HOST = "org.springframework.security.config.ObjectPostProcessor";

    private DefaultUserConditions() {}

    /** The host has configured no OAuth 2 client of its own. */
    static final class WithoutRegistration extends NoneNestedConditions {
        WithoutRegistration() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnOAuth2ClientRegistrationProperties
        static final class Registered {}
    }

    /** The host has not said that it does without Spring Boot's own auto-configuration of the user. */
    abstract static class NotExcluded extends SpringBootCondition {
        private final String excludable;

        NotExcluded(Class<?> excludable) {
            this.excludable = excludable.getName();
        }

        @Override
        public final ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConditionMessage.Builder message = ConditionMessage.forCondition("Default user");
            return isExcluded(context.getBeanFactory())
                    ? ConditionOutcome.noMatch(message.because("the host has excluded " + excludable))
                    : ConditionOutcome.match(message.because("the host has not excluded " + excludable));
        }

        private boolean isExcluded(@Nullable ConfigurableListableBeanFactory beanFactory) {
            return beanFactory != null
                    && ConditionEvaluationReport.get(beanFactory)
                            .getExclusions()
                            .contains(excludable);
        }
    }
}
