package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** When the simulator of a test class starts, is reset and closed, seen from test classes that JUnit runs inside this test. */
class FreshSimulatorTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Set<TrekkpaaleggSimulator> SIMULATORS = new LinkedHashSet<>();
    private static final List<Long> REQUESTS_BEFORE = new ArrayList<>();

    @BeforeEach
    void forget() {
        SIMULATORS.clear();
        REQUESTS_BEFORE.clear();
    }

    @ParameterizedTest
    @ValueSource(classes = {TwoTests.class, TwoTestsOfNestedClasses.class, TwoTestsWithSpring.class})
    void whenAClassHasTwoTests_thenTheirSimulatorIsResetBetweenThemAndClosedAfterThem(Class<?> testClass) {
        run(testClass).testEvents().assertStatistics(it -> it.started(2).succeeded(2));

        assertThat(SIMULATORS).hasSize(1).noneMatch(FreshSimulatorTest::answers);
        assertThat(REQUESTS_BEFORE).containsExactly(0L, 0L);
    }

    @Test
    void whenTwoClassesInheritTheField_thenEachHasASimulatorOfItsOwnWithTheSameOptions() {
        run(FirstHeir.class);
        run(SecondHeir.class);

        assertThat(SIMULATORS)
                .hasSize(2)
                .allMatch(simulator -> simulator.ownOrganisation().equals("310000019"));
    }

    @Test
    void whenTheFieldHasAValue_thenThatSimulatorIsUsedAndClosed() {
        run(WithOptions.class);

        assertThat(SIMULATORS).containsExactly(WithOptions.SIMULATOR).noneMatch(FreshSimulatorTest::answers);
    }

    @ParameterizedTest
    @ValueSource(classes = {InstanceField.class, FieldOfAnotherType.class})
    void whenTheAnnotationIsOnAnotherField_thenTheClassFailsAndSaysWhere(Class<?> testClass) {
        assertThat(run(testClass).allEvents().failed().list())
                .singleElement()
                .asString()
                .contains("@FreshSimulator belongs on a static", testClass.getSimpleName() + ".simulator");
    }

    private static EngineExecutionResults run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .selectors(selectClass(testClass))
                .execute();
    }

    private static void use(TrekkpaaleggSimulator simulator) {
        SIMULATORS.add(simulator);
        REQUESTS_BEFORE.add(simulator.apiRequestCount());
        assertThat(answers(simulator)).isTrue();
    }

    private static boolean answers(TrekkpaaleggSimulator simulator) {
        try {
            HTTP.send(HttpRequest.newBuilder(simulator.baseUrl()).build(), BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static class TwoTests {
        @FreshSimulator
        private static TrekkpaaleggSimulator simulator;

        @BeforeAll
        static void isThereAlready() {
            assertThat(answers(simulator)).isTrue();
        }

        @RepeatedTest(2)
        void test() {
            use(simulator);
        }
    }

    static class TwoTestsOfNestedClasses {
        @FreshSimulator
        static TrekkpaaleggSimulator simulator;

        @Nested
        class First {
            @Test
            void test() {
                use(simulator);
            }
        }

        @Nested
        class Second {
            @Test
            void test() {
                use(simulator);
            }
        }
    }

    @SpringJUnitConfig(TwoTestsWithSpring.Host.class)
    @TestPropertySource(properties = "trekkpaalegg.base-url=https://api.skatteetaten.no")
    static class TwoTestsWithSpring {
        @FreshSimulator
        static TrekkpaaleggSimulator simulator;

        static class Host {}

        @Test
        void test(@Autowired Environment host) {
            assertThatItLeadsToTheSimulator(host);
        }

        @Nested
        class Inner {
            @Test
            void test(@Autowired Environment host) {
                assertThatItLeadsToTheSimulator(host);
            }
        }

        private static void assertThatItLeadsToTheSimulator(Environment host) {
            assertThat(host.getProperty("trekkpaalegg.base-url"))
                    .isEqualTo(simulator.baseUrl().toString());
            assertThat(host.getProperty("trekkpaalegg.org-number")).isEqualTo(simulator.ownOrganisation());
            use(simulator);
        }
    }

    abstract static class Ancestor {
        @FreshSimulator
        static TrekkpaaleggSimulator simulator =
                TrekkpaaleggSimulator.start(SimulatorOptions.defaults().withOwnOrganisation("310000019"));

        @Test
        void test() {
            use(simulator);
        }
    }

    static class FirstHeir extends Ancestor {}

    static class SecondHeir extends Ancestor {}

    static class WithOptions {
        @FreshSimulator
        static final TrekkpaaleggSimulator SIMULATOR = TrekkpaaleggSimulator.start(SimulatorOptions.defaults());

        @Test
        void test() {
            use(SIMULATOR);
        }
    }

    static class InstanceField {
        @FreshSimulator
        TrekkpaaleggSimulator simulator;

        @Test
        void test() {}
    }

    static class FieldOfAnotherType {
        @FreshSimulator
        static String simulator;

        @Test
        void test() {}
    }
}
