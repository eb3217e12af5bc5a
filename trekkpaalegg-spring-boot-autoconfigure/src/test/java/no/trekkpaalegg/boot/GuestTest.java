package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A web application with all of Spring Boot's auto-configuration and no Spring Security of its own stays as it was. */
class GuestTest {
    private static final List<Class<?>> COMMON_TYPES = List.of(
            Clock.class,
            Executor.class,
            HttpClient.class,
            ObjectMapper.class,
            RestClient.class,
            RestClient.Builder.class,
            TaskScheduler.class,
            OAuth2AuthorizedClientManager.class,
            ClientRegistrationRepository.class,
            SecurityFilterChain.class);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static TestHost guest;
    private static TestHost alone;

    @BeforeAll
    static void start() {
        guest = webHost(true);
        alone = webHost(false);
    }

    @AfterAll
    static void stop() {
        guest.close();
        alone.close();
    }

    @Test
    void whenTheLibraryIsThere_thenItWorks() {
        simulator.issue(simulator.ownOrganisation());

        assertThat(guest.poll(simulator.ownOrganisation()))
                .isInstanceOfSatisfying(
                        CaughtUp.class,
                        caughtUp -> assertThat(caughtUp.read().received()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void whenTheHostHasNoSpringSecurity_thenItsEndpointsStayOpen(String method) {
        HttpResponse<String> response = call(method, "/hello");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.headers().map())
                .doesNotContainKeys("www-authenticate", "set-cookie", "x-frame-options", "location");
    }

    @Test
    void whenTheHostHasNoSpringSecurity_thenThereIsNoLoginPage() {
        assertThat(call("GET", "/login").statusCode()).isEqualTo(404);
    }

    @Test
    void whenTheLibraryIsOnTheClassPath_thenTheSecurityConfigurationIsNot() {
        assertThat(ClassUtils.isPresent(
                        "org.springframework.security.config.annotation.web.configuration.EnableWebSecurity", null))
                .isFalse();
    }

    @Test
    void whenTheLibraryIsSwitchedOn_thenTheOnlyNewBeansAreOfItsOwnTypes() {
        Set<String> added = new TreeSet<>(Set.of(guest.context().getBeanDefinitionNames()));
        added.removeAll(Set.of(alone.context().getBeanDefinitionNames()));

        assertThat(added).isNotEmpty().allSatisfy(name -> {
            assertThat(typeOf(name).getName()).startsWith("no.trekkpaalegg.");
            assertThat(COMMON_TYPES).noneMatch(common -> common.isAssignableFrom(typeOf(name)));
        });
    }

    /** With the library come beans of resilience4j, too. */
    @Test
    void whenBeansAreOfCommonTypes_thenTheyAreSpringBootsOrTheHosts() {
        Stream<String> ofCommonTypes = COMMON_TYPES.stream()
                .flatMap(type -> Stream.of(guest.context().getBeanNamesForType(type)))
                .distinct();

        assertThat(ofCommonTypes)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(origin(name)).doesNotContain("trekkpaalegg", "resilience4j"));
        assertThat(guest.context().getBeanNamesForType(SecurityFilterChain.class))
                .isEmpty();
        assertThat(guest.context().getBeanNamesForType(OAuth2AuthorizedClientManager.class))
                .isEmpty();
        assertThat(guest.context().getBeanNamesForType(ClientRegistrationRepository.class))
                .isEmpty();
    }

    private static Class<?> typeOf(String name) {
        Class<?> type = guest.context().getType(name);
        return type == null ? Object.class : type;
    }

    private static String origin(String name) {
        if (!guest.context().getBeanFactory().containsBeanDefinition(name)) {
            return "";
        }
        BeanDefinition definition = guest.context().getBeanFactory().getBeanDefinition(name);
        return String.valueOf(definition.getResourceDescription());
    }

    private static HttpResponse<String> call(String method, String path) {
        return guest.send(HttpRequest.newBuilder(guest.uri(path))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private static TestHost webHost(boolean enabled) {
        return TestHost.at(simulator)
                .web(TestHost.Web.class, Hello.class)
                .polling("1h")
                .with("trekkpaalegg.enabled", enabled)
                .start();
    }

    @RestController
    static class Hello {
        @GetMapping("/hello")
        String get() {
            return "hello";
        }

        @PostMapping("/hello")
        String post() {
            return "hello";
        }
    }
}
