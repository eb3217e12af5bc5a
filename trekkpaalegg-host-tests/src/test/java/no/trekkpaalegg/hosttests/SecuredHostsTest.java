package no.trekkpaalegg.hosttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.iterable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;

/** Hosts with Spring Security are secured the same with the library, with the library switched off, and without it. */
@ExtendWith(OutputCaptureExtension.class)
class SecuredHostsTest {
    private static final List<Class<?>> HOSTS = List.of(DefaultHost.class, OwnChainHost.class, OwnLoginHost.class);

    /**
     * Where added beans come from: the library, resilience4j, and what Spring Security sets up for controller methods and WebClient
     * once the OAuth 2 client is there.
     */
    private static final Pattern ADDED = Pattern.compile("no[./]trekkpaalegg|io[./]github[./]resilience4j"
            + "|OAuth2ClientAutoConfiguration|OAuth2ClientConfiguration|SecurityReactorContextConfiguration");

    private static final Map<Class<?>, RunningHost> guests = new HashMap<>();
    private static final Map<Class<?>, RunningHost> switchedOff = new HashMap<>();

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static HostReport absent;

    @BeforeAll
    static void start() {
        for (Class<?> host : HOSTS) {
            guests.put(host, start(host, true));
            switchedOff.put(host, start(host, false));
        }
        absent = HostReport.of(Absence.ofTheLibraryAndItsOAuth2()
                        .run(HostMain.class, Map.of(), DefaultHost.class.getName(), OwnChainHost.class.getName()))
                .and(HostReport.of(Absence.ofTheLibrary().run(HostMain.class, Map.of(), OwnLoginHost.class.getName())));
    }

    @AfterAll
    static void stop() {
        guests.values().forEach(RunningHost::close);
        switchedOff.values().forEach(RunningHost::close);
    }

    @ParameterizedTest
    @ValueSource(classes = {DefaultHost.class, OwnChainHost.class, OwnLoginHost.class})
    void whenTheHostPolls_thenOrdersAreReceived(Class<?> host) {
        simulator.issue(simulator.ownOrganisation());

        assertThat(guests.get(host).context().getBean(TrekkpaaleggPoller.class).poll(simulator.ownOrganisation()))
                .isInstanceOfSatisfying(
                        CaughtUp.class,
                        caughtUp -> assertThat(caughtUp.read().received()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(classes = {DefaultHost.class, OwnChainHost.class, OwnLoginHost.class})
    void whenTheLibraryIsThere_thenTheFiltersAreTheSame(Class<?> host) {
        assertThat(ServletFilters.of(guests.get(host)))
                .isNotEmpty()
                .isEqualTo(ServletFilters.of(switchedOff.get(host)))
                .isEqualTo(absent.of(host, "filter"));
    }

    @ParameterizedTest
    @ValueSource(classes = {DefaultHost.class, OwnChainHost.class, OwnLoginHost.class})
    void whenTheLibraryIsThere_thenTheAnswersAreTheSame(Class<?> host) {
        assertThat(Answers.of(guests.get(host)))
                .isNotEmpty()
                .isEqualTo(Answers.of(switchedOff.get(host)))
                .isEqualTo(absent.of(host, "answer"));
    }

    @Test
    void whenTheHostIsRunWithoutTheLibrary_thenItIsReallyNotThere() {
        assertThat(absent.lines())
                .filteredOn(line -> line.startsWith("library: ") || line.startsWith("oauth2-client: "))
                .containsExactly("library: false", "oauth2-client: false", "library: false", "oauth2-client: true");
    }

    @Test
    void whenTheHostHasAChain_thenItDecidesWhoGetsIn() {
        assertThat(Answers.of(guests.get(OwnChainHost.class)))
                .anyMatch(answer -> answer.startsWith("GET /orders by nobody: 401 Basic realm"))
                .anyMatch(answer -> answer.startsWith("GET /orders by the user: 200 orders"))
                .anyMatch(answer -> answer.startsWith("GET /orders with a wrong password: 401 "))
                .anyMatch(answer -> answer.startsWith("POST /orders by the user: 403 "))
                .anyMatch(answer -> answer.startsWith("GET /open by nobody: 200 open"));
    }

    @Test
    void whenTheHostHasNoChain_thenTheUserOfTheLogGetsInAndNoOther(CapturedOutput output) {
        RunningHost guest = guests.get(DefaultHost.class);

        assertThat(output)
                .contains("Using generated security password: "
                        + guest.context()
                                .getBean(SecurityProperties.class)
                                .getUser()
                                .getPassword());
        assertThat(Answers.of(guest))
                .anyMatch(answer -> answer.startsWith("GET /orders by the user: 200 orders"))
                .anyMatch(answer -> answer.startsWith("GET /orders with a wrong password: 401 "))
                .anyMatch(answer -> answer.startsWith("GET /open by nobody: 401 "))
                .anyMatch(answer -> answer.startsWith("GET /login by nobody: 200 "));
    }

    @Test
    void whenTheHostHasALoginOfItsOwn_thenItIsUntouched() {
        RunningHost guest = guests.get(OwnLoginHost.class);
        guest.context().getBean(TrekkpaaleggPoller.class).poll(simulator.ownOrganisation());

        assertThat(Answers.of(guest))
                .anyMatch(answer -> answer.startsWith(
                        "GET /oauth2/authorization/staff by nobody: 302 https://login.example/authorize?"));
        assertThat(guest.context().getBeansOfType(OAuth2AuthorizedClientManager.class))
                .containsOnlyKeys("ownClients");
        assertThat(guest.context().getBean(OwnLoginHost.OwnClients.class).calls())
                .isZero();
        assertThat(guest.context().getBean(ClientRegistrationRepository.class))
                .asInstanceOf(type(InMemoryClientRegistrationRepository.class))
                .asInstanceOf(iterable(ClientRegistration.class))
                .extracting(ClientRegistration::getRegistrationId)
                .containsExactly("staff");
        assertThat(guest.context().getBeansOfType(UserDetailsService.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {DefaultHost.class, OwnChainHost.class, OwnLoginHost.class})
    void whenTheLibraryIsThere_thenNoOtherBeansAreAddedThanItsDocumentationSays(Class<?> host) {
        ConfigurableApplicationContext guest = guests.get(host).context();

        Set<String> added = new TreeSet<>(List.of(guest.getBeanDefinitionNames()));
        Set<String> gone = new TreeSet<>(absent.of(host, "bean"));
        gone.removeAll(added);
        added.removeAll(absent.of(host, "bean"));

        assertThat(added)
                .isNotEmpty()
                .allMatch(
                        name -> ADDED.matcher(name + " " + origin(guest, name)).find());
        assertThat(gone).isSubsetOf(UserDetailsServiceAutoConfiguration.class.getName()); // Ours is in its place.
    }

    private static String origin(ConfigurableApplicationContext context, String name) {
        return context.getType(name) + " "
                + context.getBeanFactory().getBeanDefinition(name).getResourceDescription();
    }

    private static RunningHost start(Class<?> host, boolean enabled) {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.enabled", Boolean.toString(enabled));
        properties.put("trekkpaalegg.poller.enabled", "false");
        return RunningHost.start(List.of(host), properties);
    }
}
