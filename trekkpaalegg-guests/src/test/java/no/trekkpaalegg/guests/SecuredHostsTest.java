package no.trekkpaalegg.guests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggPoller;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Hosts with Spring Security are secured the same with the library, with the library switched off, and without it. */
@ExtendWith(OutputCaptureExtension.class)
class SecuredHostsTest {
    private static final List<Class<?>> HOSTS = List.of(DefaultHost.class, OwnChainHost.class, OwnLoginHost.class);

    private static final Map<Class<?>, RunningHost> guests = new HashMap<>();
    private static final Map<Class<?>, RunningHost> switchedOff = new HashMap<>();
    private static TrekkpaaleggSimulator simulator;
    private static HostReport absent;

    @BeforeAll
    static void start() {
        simulator = TrekkpaaleggSimulator.start();
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
        simulator.close();
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

    private static RunningHost start(Class<?> host, boolean enabled) {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.enabled", Boolean.toString(enabled));
        properties.put("trekkpaalegg.poller.enabled", "false");
        return RunningHost.start(List.of(host), properties);
    }
}
