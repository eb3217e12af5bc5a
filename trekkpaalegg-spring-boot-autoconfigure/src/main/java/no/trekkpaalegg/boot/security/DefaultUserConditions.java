package no.trekkpaalegg.boot.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The conditions under which a host without the library has the default user. */
final class DefaultUserConditions {
    /** A class of {@code spring-security-config}, which the library does not bring. */
    static final String SPRING_SECURITY_OF_THE_HOST = "org.springframework.security.config.ObjectPostProcessor";

    static final String SERVLET_USER =
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration";
    static final String SERVLET_USER_BOOT_4 =
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration";
    static final String REACTIVE_USER =
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration";
    static final String REACTIVE_USER_BOOT_4 =
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration";

    private DefaultUserConditions() {}

    /** The host has not configured an OAuth 2 client. */
    static final class WithoutRegistration extends SpringBootCondition {
        private static final String REGISTRATIONS = "spring.security.oauth2.client.registration";

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean registered = Binder.get(context.getEnvironment())
                    .bind(REGISTRATIONS, Bindable.mapOf(String.class, Object.class))
                    .isBound();
            ConditionMessage.Builder message = ConditionMessage.forCondition("Default user");
            return registered
                    ? ConditionOutcome.noMatch(message.because("the host has set " + REGISTRATIONS))
                    : ConditionOutcome.match(message.because("the host has not set " + REGISTRATIONS));
        }
    }

    /**
     * The host has not excluded Spring Boot's auto-configuration of the user, which has one name in Spring Boot 3.5
     * and another in 4.
     */
    abstract static class NotExcluded extends SpringBootCondition {
        private final Set<String> excludable;

        NotExcluded(String... excludable) {
            this.excludable = Set.of(excludable);
        }

        @Override
        public final ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConditionMessage.Builder message = ConditionMessage.forCondition("Default user");
            return isExcluded(context.getBeanFactory())
                    ? ConditionOutcome.noMatch(message.because("the host has excluded that of Spring Boot"))
                    : ConditionOutcome.match(message.because("the host has not excluded that of Spring Boot"));
        }

        private boolean isExcluded(@Nullable ConfigurableListableBeanFactory beanFactory) {
            return beanFactory != null
                    && ConditionEvaluationReport.get(beanFactory).getExclusions().stream()
                            .anyMatch(excludable::contains);
        }
    }
}
