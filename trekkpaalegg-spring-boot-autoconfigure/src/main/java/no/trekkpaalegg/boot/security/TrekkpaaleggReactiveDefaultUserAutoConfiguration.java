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
import org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;

/** The same as {@link TrekkpaaleggDefaultUserAutoConfiguration}, for hosts with WebFlux or RSocket. */
@AutoConfiguration(
        afterName = {
            DefaultUserConditions.REACTIVE_USER,
            "org.springframework.boot.autoconfigure.security.oauth2.client.reactive.ReactiveOAuth2ClientAutoConfiguration",
            DefaultUserConditions.REACTIVE_USER_BOOT_4,
            "org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientAutoConfiguration"
        },
        beforeName = {
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration"
        })
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
public final class TrekkpaaleggReactiveDefaultUserAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = DefaultUserConditions.REACTIVE_USER)
    @EnableConfigurationProperties(org.springframework.boot.autoconfigure.security.SecurityProperties.class)
    static class Boot3 {

        @Bean
        MapReactiveUserDetailsService reactiveUserDetailsService(
                org.springframework.boot.autoconfigure.security.SecurityProperties properties,
                ObjectProvider<PasswordEncoder> passwordEncoder) {
            return new ReactiveUserDetailsServiceAutoConfiguration()
                    .reactiveUserDetailsService(properties, passwordEncoder);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = DefaultUserConditions.REACTIVE_USER_BOOT_4)
    @EnableConfigurationProperties(SecurityProperties.class)
    static class Boot4 {

        @Bean
        MapReactiveUserDetailsService reactiveUserDetailsService(
                SecurityProperties properties, ObjectProvider<PasswordEncoder> passwordEncoder) {
            return new MapReactiveUserDetailsService(
                    Boot4User.of(properties.getUser(), passwordEncoder, DefaultUserConditions.REACTIVE_USER_BOOT_4));
        }
    }

    static final class Wanted extends NotExcluded {
        Wanted() {
            super(DefaultUserConditions.REACTIVE_USER, DefaultUserConditions.REACTIVE_USER_BOOT_4);
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
