package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
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

    private static TrekkpaaleggSimulator simulator;
    private static ConfigurableApplicationContext guest;
    private static ConfigurableApplicationContext alone;

    @BeforeAll
    static void start() {
        simulator = TrekkpaaleggSimulator.start();
        guest = webHost(true);
        alone = webHost(false);
    }

    @AfterAll
    static void stop() {
        guest.close();
        alone.close();
        simulator.close();
    }

    @Test
    void whenTheLibraryIsThere_thenItWorks() {
        simulator.issue(simulator.ownOrganisation());

        assertThat(guest.getBean(TrekkpaaleggPoller.class).poll(simulator.ownOrganisation()))
                .isInstanceOfSatisfying(
                        CaughtUp.class,
                        caughtUp -> assertThat(caughtUp.read().received()).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void whenTheHostHasNoSpringSecurity_thenItsEndpointsStayOpen(String method)
            throws IOException, InterruptedException {
        HttpResponse<String> response = call(method, "/hello");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.headers().map())
                .doesNotContainKeys("www-authenticate", "set-cookie", "x-frame-options", "location");
    }

    @Test
    void whenTheHostHasNoSpringSecurity_thenThereIsNoLoginPage() throws IOException, InterruptedException {
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
        Set<String> added = new TreeSet<>(Set.of(guest.getBeanDefinitionNames()));
        added.removeAll(Set.of(alone.getBeanDefinitionNames()));

        assertThat(added).isNotEmpty().allSatisfy(name -> {
            assertThat(typeOf(name).getName()).startsWith("no.trekkpaalegg.");
            assertThat(COMMON_TYPES).noneMatch(common -> common.isAssignableFrom(typeOf(name)));
        });
    }

    /** With the library come beans of resilience4j, too. */
    @Test
    void whenBeansAreOfCommonTypes_thenTheyAreSpringBootsOrTheHosts() {
        Stream<String> ofCommonTypes = COMMON_TYPES.stream()
                .flatMap(type -> Stream.of(guest.getBeanNamesForType(type)))
                .distinct();

        assertThat(ofCommonTypes)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(origin(name)).doesNotContain("trekkpaalegg", "resilience4j"));
        assertThat(guest.getBeanNamesForType(SecurityFilterChain.class)).isEmpty();
        assertThat(guest.getBeanNamesForType(OAuth2AuthorizedClientManager.class))
                .isEmpty();
        assertThat(guest.getBeanNamesForType(ClientRegistrationRepository.class))
                .isEmpty();
    }

    private static Class<?> typeOf(String name) {
        Class<?> type = guest.getType(name);
        return type == null ? Object.class : type;
    }

    private static String origin(String name) {
        if (!guest.getBeanFactory().containsBeanDefinition(name)) {
            return "";
        }
        BeanDefinition definition = guest.getBeanFactory().getBeanDefinition(name);
        return String.valueOf(definition.getResourceDescription());
    }

    private static HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        int port = ((ServletWebServerApplicationContext) guest).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static ConfigurableApplicationContext webHost(boolean enabled) {
        SpringApplication application = new SpringApplicationBuilder(WebHost.class).build();
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "spring.main.banner-mode", "off",
                "spring.jmx.enabled", "false",
                "trekkpaalegg.enabled", Boolean.toString(enabled),
                "trekkpaalegg.poller.interval", "1h",
                "trekkpaalegg.org-number", simulator.ownOrganisation()));
        String[] arguments = simulator.properties().entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        application.setRegisterShutdownHook(false);
        return application.run(arguments);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
    @Import(Hello.class)
    static class WebHost {}

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
