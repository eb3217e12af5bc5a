package no.trekkpaalegg.hosttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.security.TrekkpaaleggReactiveDefaultUserAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.reactive.ReactiveOAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** {@link DefaultUserTest} for WebFlux. */
class ReactiveDefaultUserTest {
    private static final String DEFAULT_USER = "reactiveUserDetailsService";

    private static final ReactiveWebApplicationContextRunner BOOT = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReactiveUserDetailsServiceAutoConfiguration.class,
                    ReactiveOAuth2ClientAutoConfiguration.class,
                    ReactiveSecurityAutoConfiguration.class));
    private static final ReactiveWebApplicationContextRunner WITH_US =
            BOOT.withConfiguration(AutoConfigurations.of(TrekkpaaleggReactiveDefaultUserAutoConfiguration.class));

    /** A host, and the beans that know its users and decide who gets in. */
    record Host(String name, List<String> expected, UnaryOperator<ReactiveWebApplicationContextRunner> setUp) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Host> withoutOAuth2OfTheirOwn() {
        return Stream.of(
                new Host("nothing of its own", List.of(DEFAULT_USER), host -> host),
                new Host(
                        "password",
                        List.of(DEFAULT_USER),
                        host -> host.withPropertyValues("spring.security.user.password=secret")),
                new Host(
                        "users",
                        List.of("own"),
                        host -> host.withBean("own", ReactiveUserDetailsService.class, () -> name -> Mono.empty())),
                new Host(
                        "manager",
                        List.of("own"),
                        host -> host.withBean("own", ReactiveAuthenticationManager.class, () -> Mono::just)),
                new Host(
                        "resolver",
                        List.of("denyAllAuthenticationManager"),
                        host -> host.withBean(
                                ReactiveAuthenticationManagerResolver.class, () -> request -> Mono.empty())),
                new Host(
                        "tokens",
                        List.of("denyAllAuthenticationManager"),
                        host -> host.withBean(ReactiveJwtDecoder.class, () -> token -> Mono.empty())));
    }

    @ParameterizedTest
    @MethodSource("withoutOAuth2OfTheirOwn")
    void whenTheHostHasNoOAuth2OfItsOwn_thenItHasTheUserItWouldHave(Host host) {
        ClassLoader withoutUs = new FilteredClassLoader(ClientRegistrationRepository.class);

        assertThat(gatekeepers(host.setUp().apply(WITH_US)))
                .isEqualTo(gatekeepers(host.setUp().apply(BOOT).withClassLoader(withoutUs)))
                .isEqualTo(host.expected());
    }

    @Test
    void whenTheHostHasOAuth2OfItsOwn_thenItHasNoDefaultUser() {
        UnaryOperator<ReactiveWebApplicationContextRunner> setUp =
                host -> host.withBean(ReactiveClientRegistrationRepository.class, () -> id -> Mono.empty());

        assertThat(gatekeepers(setUp.apply(WITH_US)))
                .isEqualTo(gatekeepers(setUp.apply(BOOT)))
                .doesNotContain(DEFAULT_USER);
    }

    /** Spring Security's core comes with the library; that alone secures nothing. */
    @Test
    void whenSpringSecurityIsNotConfigured_thenThereIsNoUser() {
        ClassLoader unsecured = new FilteredClassLoader("org.springframework.security.config");

        assertThat(gatekeepers(WITH_US.withClassLoader(unsecured))).isEmpty();
    }

    @Test
    void whenTheHostExcludesTheDefaultUser_thenThereIsNone() {
        ReactiveWebApplicationContextRunner host = new ReactiveWebApplicationContextRunner()
                .withUserConfiguration(AllOfBoot.class)
                .withPropertyValues("trekkpaalegg.enabled=false");

        assertThat(gatekeepers(host)).contains(DEFAULT_USER);
        assertThat(gatekeepers(host.withPropertyValues(
                        "spring.autoconfigure.exclude=" + ReactiveUserDetailsServiceAutoConfiguration.class.getName())))
                .doesNotContain(DEFAULT_USER);
    }

    private static List<String> gatekeepers(ReactiveWebApplicationContextRunner host) {
        List<String> names = new ArrayList<>();
        host.run(context -> {
            assertThat(context).hasNotFailed();
            names.addAll(List.of(context.getBeanNamesForType(ReactiveUserDetailsService.class)));
            names.addAll(List.of(context.getBeanNamesForType(ReactiveAuthenticationManager.class)));
        });
        return names;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class AllOfBoot {}
}
