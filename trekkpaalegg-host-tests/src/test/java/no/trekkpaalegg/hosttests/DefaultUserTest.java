package no.trekkpaalegg.hosttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.security.TrekkpaaleggDefaultUserAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.TestingAuthenticationProvider;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import reactor.core.publisher.Mono;

/**
 * A host has Spring Boot's default user with this library exactly when it would have it without. What it would have without is not
 * written down here but asked of Spring Boot, with a class path on which the library's OAuth 2 client is hidden.
 */
class DefaultUserTest {
    private static final String OPAQUE_TOKENS =
            "org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector";
    private static final String SAML =
            "org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository";

    private static final WebApplicationContextRunner BOOT = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SecurityAutoConfiguration.class,
                    UserDetailsServiceAutoConfiguration.class,
                    OAuth2ClientAutoConfiguration.class,
                    OAuth2ClientWebSecurityAutoConfiguration.class));
    private static final WebApplicationContextRunner WITH_US =
            BOOT.withConfiguration(AutoConfigurations.of(TrekkpaaleggDefaultUserAutoConfiguration.class));

    private static final String DEFAULT_USER = "inMemoryUserDetailsManager";
    private static final String[] REGISTRATION = {
        "spring.security.oauth2.client.registration.staff.client-id=payroll",
        "spring.security.oauth2.client.registration.staff.authorization-grant-type=client_credentials",
        "spring.security.oauth2.client.provider.staff.token-uri=https://login.example/token"
    };

    /** A host, and whether it has the default user. */
    record Host(String name, boolean hasUser, UnaryOperator<WebApplicationContextRunner> setUp) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Host> withoutOAuth2OfTheirOwn() {
        return Stream.of(
                new Host("nothing of its own", true, host -> host),
                new Host("library switched off", true, host -> host.withPropertyValues("trekkpaalegg.enabled=false")),
                new Host("user name", true, host -> host.withPropertyValues("spring.security.user.name=me")),
                new Host("password", true, host -> host.withPropertyValues("spring.security.user.password=secret")),
                new Host("roles", true, host -> host.withPropertyValues("spring.security.user.roles=A,B")),
                new Host("users", false, host -> host.withBean(UserDetailsService.class, () -> name -> null)),
                new Host("manager", false, host -> host.withBean(AuthenticationManager.class, () -> login -> login)),
                new Host(
                        "provider",
                        false,
                        host -> host.withBean(AuthenticationProvider.class, TestingAuthenticationProvider::new)),
                new Host(
                        "resolver",
                        false,
                        host -> host.withBean(AuthenticationManagerResolver.class, () -> request -> login -> login)),
                new Host("tokens", false, host -> host.withBean(JwtDecoder.class, () -> token -> null)));
    }

    /** Their baseline is Spring Boot with the OAuth 2 client on the class path, because they have put it there themselves. */
    static Stream<Host> withOAuth2OfTheirOwn() {
        return Stream.of(
                new Host("registration in the properties", false, host -> host.withPropertyValues(REGISTRATION)),
                new Host(
                        "registrations",
                        false,
                        host -> host.withBean(ClientRegistrationRepository.class, () -> id -> null)),
                new Host(
                        "registrations for WebClient",
                        false,
                        host -> host.withBean(ReactiveClientRegistrationRepository.class, () -> id -> Mono.empty())),
                new Host(
                        "tokens for other systems",
                        false,
                        host -> host.withBean(OAuth2AuthorizedClientManager.class, () -> request -> null)),
                new Host(
                        "registration and password",
                        true,
                        host -> host.withPropertyValues(REGISTRATION)
                                .withPropertyValues("spring.security.user.password=secret")));
    }

    @ParameterizedTest
    @MethodSource("withoutOAuth2OfTheirOwn")
    void whenTheHostHasNoOAuth2OfItsOwn_thenItHasTheUserItWouldHave(Host host) {
        ClassLoader withoutUs = new FilteredClassLoader(ClientRegistrationRepository.class);

        assertThat(users(host.setUp().apply(WITH_US)))
                .isEqualTo(users(host.setUp().apply(BOOT).withClassLoader(withoutUs)))
                .matches(users -> users.contains(DEFAULT_USER) == host.hasUser());
    }

    @ParameterizedTest
    @MethodSource("withOAuth2OfTheirOwn")
    void whenTheHostHasOAuth2OfItsOwn_thenItHasTheUserItWouldHave(Host host) {
        assertThat(users(host.setUp().apply(WITH_US)))
                .isEqualTo(users(host.setUp().apply(BOOT)))
                .matches(users -> users.contains(DEFAULT_USER) == host.hasUser());
    }

    @ParameterizedTest
    @ValueSource(strings = {OPAQUE_TOKENS, SAML})
    void whenTheHostKnowsItsUsersFromElsewhere_thenItHasNoDefaultUser(String alternative) {
        assertThat(users(WITH_US.withClassLoader(new WithClass(alternative))))
                .isEqualTo(users(BOOT.withClassLoader(new WithClass(alternative))))
                .isEmpty();
    }

    @Test
    void whenSpringSecurityIsNotConfigured_thenThereIsNoUser() {
        assertThat(users(WITH_US.withClassLoader(new FilteredClassLoader("org.springframework.security.config"))))
                .isEmpty();
    }

    @Test
    void whenTheHostIsNoWebApplication_thenThereIsNoUser() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SecurityAutoConfiguration.class, TrekkpaaleggDefaultUserAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(UserDetailsService.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {UserDetailsServiceAutoConfiguration.class, TrekkpaaleggDefaultUserAutoConfiguration.class})
    void whenTheHostExcludesTheDefaultUser_thenThereIsNone(Class<?> excluded) {
        assertThat(users(allOfBootWithout(excluded))).isEmpty();
    }

    @Test
    void whenTheHostExcludesSomethingElse_thenThereIsTheDefaultUser() {
        assertThat(users(allOfBootWithout(JacksonAutoConfiguration.class))).contains(DEFAULT_USER);
    }

    @Test
    void whenTheUserIsGenerated_thenItsPasswordIsUsedAndNotStoredInAnotherForm() {
        WITH_US.run(context -> {
            SecurityProperties.User expected =
                    context.getBean(SecurityProperties.class).getUser();
            UserDetails user = context.getBean(UserDetailsService.class).loadUserByUsername(expected.getName());
            assertThat(user.getPassword()).isEqualTo("{noop}" + expected.getPassword());
        });
    }

    private static WebApplicationContextRunner allOfBootWithout(Class<?> excluded) {
        return new WebApplicationContextRunner()
                .withUserConfiguration(AllOfBoot.class)
                .withPropertyValues("trekkpaalegg.enabled=false", "spring.autoconfigure.exclude=" + excluded.getName());
    }

    /** The beans that know users, and who the configured user is, apart from a generated password. */
    private static List<String> users(WebApplicationContextRunner host) {
        List<String> users = new ArrayList<>();
        host.run(context -> {
            assertThat(context).hasNotFailed();
            SecurityProperties.User configured =
                    context.getBean(SecurityProperties.class).getUser();
            context.getBeansOfType(InMemoryUserDetailsManager.class).forEach((name, bean) -> {
                users.add(name);
                UserDetails user = bean.loadUserByUsername(configured.getName());
                users.add(user.getUsername() + " " + user.getAuthorities()
                        + (configured.isPasswordGenerated() ? "" : user.getPassword()));
            });
        });
        return users;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class AllOfBoot {}

    /** A class path with one type more. */
    private static final class WithClass extends FilteredClassLoader {
        private final String present;

        WithClass(String present) {
            super(ClientRegistrationRepository.class);
            this.present = present;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(present)) {
                return super.findClass(name);
            }
            ClassWriter type = new ClassWriter(0);
            type.visit(
                    Opcodes.V17,
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
                    name.replace('.', '/'),
                    null,
                    "java/lang/Object",
                    null);
            byte[] code = type.toByteArray();
            return defineClass(name, code, 0, code.length);
        }
    }
}
