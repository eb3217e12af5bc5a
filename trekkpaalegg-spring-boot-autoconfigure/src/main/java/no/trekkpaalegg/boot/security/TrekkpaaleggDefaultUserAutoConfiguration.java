package no.trekkpaalegg.boot.security;

import no.trekkpaalegg.boot.security.DefaultUserConditions.NotExcluded;
import no.trekkpaalegg.boot.security.DefaultUserConditions.WithoutRegistration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Creates Spring Boot's default user in a host with Spring Security. Spring Boot does not create it if the OAuth 2 client is on the
 * class path, and this library always brings that jar. The conditions are those of {@link UserDetailsServiceAutoConfiguration},
 * except one: Spring Boot looks for the jar, and this class looks for signs that the host uses the OAuth 2 client.
 */
@AutoConfiguration(afterName = {DefaultUserConditions.SERVLET_USER, DefaultUserConditions.SERVLET_USER_BOOT_4})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = DefaultUserConditions.SPRING_SECURITY_OF_THE_HOST)
@ConditionalOnMissingClass({
    "org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector",
    "org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository"
})
@Conditional({WithoutRegistration.class, TrekkpaaleggDefaultUserAutoConfiguration.Wanted.class})
@ConditionalOnMissingBean(
        value = {
            AuthenticationManager.class,
            AuthenticationProvider.class,
            UserDetailsService.class,
            AuthenticationManagerResolver.class,
            ClientRegistrationRepository.class,
            ReactiveClientRegistrationRepository.class,
            OAuth2AuthorizedClientManager.class
        },
        type = "org.springframework.security.oauth2.jwt.JwtDecoder")
public final class TrekkpaaleggDefaultUserAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = DefaultUserConditions.SERVLET_USER)
    @ConditionalOnBean(type = DefaultUserConditions.SPRING_SECURITY_OF_THE_HOST)
    static class Boot3 {

        @Bean
        InMemoryUserDetailsManager inMemoryUserDetailsManager(
                org.springframework.boot.autoconfigure.security.SecurityProperties properties,
                ObjectProvider<PasswordEncoder> passwordEncoder) {
            return new UserDetailsServiceAutoConfiguration().inMemoryUserDetailsManager(properties, passwordEncoder);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = DefaultUserConditions.SERVLET_USER_BOOT_4)
    static class Boot4 {

        @Bean
        InMemoryUserDetailsManager inMemoryUserDetailsManager(
                SecurityProperties properties, ObjectProvider<PasswordEncoder> passwordEncoder) {
            return new InMemoryUserDetailsManager(
                    Boot4User.of(properties.getUser(), passwordEncoder, DefaultUserConditions.SERVLET_USER_BOOT_4));
        }
    }

    static final class Wanted extends NotExcluded {
        Wanted() {
            super(DefaultUserConditions.SERVLET_USER, DefaultUserConditions.SERVLET_USER_BOOT_4);
        }
    }
}
