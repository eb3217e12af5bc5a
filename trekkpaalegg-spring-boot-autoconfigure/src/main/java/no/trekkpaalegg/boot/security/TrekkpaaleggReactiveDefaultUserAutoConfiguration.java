package no.trekkpaalegg.boot.security;

import no.trekkpaalegg.boot.security.DefaultUserConditions.NotExcluded;
import no.trekkpaalegg.boot.security.DefaultUserConditions.WithoutRegistration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.reactive.ReactiveOAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;

/** What {@link TrekkpaaleggDefaultUserAutoConfiguration} does, for hosts with WebFlux or RSocket. */
@AutoConfiguration(
        after = {ReactiveUserDetailsServiceAutoConfiguration.class, ReactiveOAuth2ClientAutoConfiguration.class},
        before = ReactiveSecurityAutoConfiguration.class)
@ConditionalOnClass(name = {DefaultUserConditions.SPRING_SECURITY_OF_THE_HOST, "reactor.core.publisher.Mono"})
@ConditionalOnMissingClass(
        "org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector")
@Conditional({
    TrekkpaaleggReactiveDefaultUserAutoConfiguration.WebOrRSocket.class,
    WithoutRegistration.class,
    TrekkpaaleggReactiveDefaultUserAutoConfiguration.Wanted.class
})
@ConditionalOnMissingBean(
        value = {
            ReactiveAuthenticationManager.class,
            ReactiveUserDetailsService.class,
            ReactiveAuthenticationManagerResolver.class,
            ClientRegistrationRepository.class,
            ReactiveClientRegistrationRepository.class,
            ReactiveOAuth2AuthorizedClientManager.class
        },
        type = "org.springframework.security.oauth2.jwt.ReactiveJwtDecoder")
@EnableConfigurationProperties(SecurityProperties.class)
public final class TrekkpaaleggReactiveDefaultUserAutoConfiguration {

    @Bean
    MapReactiveUserDetailsService reactiveUserDetailsService(
            SecurityProperties properties, ObjectProvider<PasswordEncoder> passwordEncoder) {
        return new ReactiveUserDetailsServiceAutoConfiguration()
                .reactiveUserDetailsService(properties, passwordEncoder);
    }

    static final class Wanted extends NotExcluded {
        Wanted() {
            super(ReactiveUserDetailsServiceAutoConfiguration.class);
        }
    }

    static final class WebOrRSocket extends AnyNestedCondition {
        WebOrRSocket() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
        static final class Web {}

        @ConditionalOnBean(type = "org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler")
        static final class RSocket {}
    }
}
