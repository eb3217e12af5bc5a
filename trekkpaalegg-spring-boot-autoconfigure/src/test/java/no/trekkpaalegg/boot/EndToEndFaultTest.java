package no.trekkpaalegg.boot;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.feed.PassResult.Unavailable;
import no.trekkpaalegg.feed.PassResult.Unreadable;
import no.trekkpaalegg.test.Fault;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong on the way: it is told for what it is, and nothing is lost or doubled. */
class EndToEndFaultTest {
    private static final String SYSTEM_USER = "313367010";
    private static final String DELEGATING = "313367029";
    private static final int LASTING = 1000;

    private static final RecordingListener listener = new RecordingListener();

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static TestHost host;

    @BeforeAll
    static void start() {
        host = TestHost.at(simulator)
                .listener(listener)
                .with("trekkpaalegg.poller.page-size", "2")
                .with("trekkpaalegg.http.read-timeout", "700ms")
                .with("trekkpaalegg.employers[0].org-number", SYSTEM_USER)
                .with("trekkpaalegg.employers[0].access", "system-user")
                .with("trekkpaalegg.employers[1].org-number", DELEGATING)
                .with("trekkpaalegg.employers[1].access", "delegation")
                // The circuit breakers are not what is looked at here, and one host takes all these faults.
                .with("resilience4j.circuitbreaker.instances.trekkpaalegg.minimum-number-of-calls", "1000")
                .with("resilience4j.circuitbreaker.instances.trekkpaalegg.sliding-window-size", "1000")
                .with("resilience4j.circuitbreaker.instances.maskinporten.minimum-number-of-calls", "1000")
                .with("resilience4j.circuitbreaker.instances.maskinporten.sliding-window-size", "1000")
                .start();
    }

    @BeforeEach
    void reset() {
        simulator.approveSystemUser(SYSTEM_USER);
        simulator.delegate(DELEGATING);
        listener.forget();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @ParameterizedTest
    @MethodSource("apiFaults")
    void whenTheApiFailsForLong_thenThatIsTheResultAndLaterAllOrdersCome(
            Fault fault, Class<? extends Failed> expected) {
        List<IssuedOrder> orders = issue(5);
        simulator.injectApiFault(fault, LASTING);
        assertFailed(host.poll(simulator.ownOrganisation()), expected);
        assertThat(listener.received()).isEmpty();

        assertThatEachComesOnce(orders);
    }

    @ParameterizedTest
    @MethodSource("apiFaults")
    void whenTheApiFailsAtTheSecondPage_thenTheFirstIsDeliveredAndLaterTheRest(
            Fault fault, Class<? extends Failed> expected) {
        fetchToken();
        List<IssuedOrder> orders = issue(5);
        simulator.injectApiFault(Fault.none(), 1);
        simulator.injectApiFault(fault, LASTING);
        assertFailed(host.poll(simulator.ownOrganisation()), expected);
        assertThat(listener.received()).hasSize(2);

        assertThatEachComesOnce(orders);
    }

    static Stream<Arguments> apiFaults() {
        String nested = "[".repeat(10_000) + "]".repeat(10_000);
        return Stream.of(
                Arguments.of(Fault.connectionReset(), Unavailable.class),
                Arguments.of(Fault.delay(Duration.ofSeconds(1)), Unavailable.class),
                Arguments.of(Fault.internalServerErrorPage(), Unavailable.class),
                Arguments.of(Fault.serviceUnavailable(), Unavailable.class),
                Arguments.of(Fault.serviceUnavailable(Duration.ofHours(1)), Unavailable.class),
                Arguments.of(Fault.serviceUnavailable(Instant.parse("2100-01-01T00:00:00Z")), Unavailable.class),
                Arguments.of(Fault.tooManyRequests(Duration.ofHours(1)), Unavailable.class),
                Arguments.of(Fault.tooManyRequests(Instant.parse("2000-01-01T00:00:00Z")), Unavailable.class),
                Arguments.of(Fault.apiError(500, "KB-001"), Unavailable.class),
                Arguments.of(Fault.apiError(500, "KB-002"), Unavailable.class),
                Arguments.of(Fault.apiError(500, "DAS-001"), Unavailable.class),
                Arguments.of(Fault.truncatedBody(), Unreadable.class),
                Arguments.of(Fault.emptyBody(), Unreadable.class),
                Arguments.of(Fault.htmlPage(), Unreadable.class),
                Arguments.of(Fault.nullBody(), Unreadable.class),
                Arguments.of(Fault.objectBody(), Unreadable.class),
                Arguments.of(Fault.answer(200, "application/json", nested), Unreadable.class),
                Arguments.of(Fault.answer(200, "application/json", "[\"" + "x".repeat(3_000_000)), Unreadable.class),
                Arguments.of(Fault.answer(302, "text/html", ""), Refused.class),
                Arguments.of(Fault.apiError(401, "KB-004"), Refused.class),
                Arguments.of(Fault.apiError(403, "KB-005"), Refused.class),
                Arguments.of(Fault.apiError(403, "DAS-008"), Refused.class),
                Arguments.of(Fault.apiError(400, "KB-006"), Refused.class),
                Arguments.of(Fault.apiError(404, "KB-003"), Refused.class),
                Arguments.of(Fault.apiError(404, "KB-007"), Refused.class),
                Arguments.of(Fault.apiError(406, "KB-008"), Refused.class));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void whenTheApiFailsOnce_thenThePassSucceeds(Fault fault) {
        List<IssuedOrder> orders = issue(5);
        simulator.injectApiFault(fault, 1);

        assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        assertThatEachComesOnce(orders);
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void whenMaskinportenFailsOnce_thenThePassSucceeds(Fault fault) {
        List<IssuedOrder> orders = issue(5);
        forgetToken();
        simulator.injectMaskinportenFault(fault, 1);

        assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        assertThatEachComesOnce(orders);
    }

    static Stream<Fault> passingFaults() {
        return Stream.of(
                Fault.connectionReset(),
                Fault.internalServerErrorPage(),
                Fault.serviceUnavailable(),
                Fault.tooManyRequests(Duration.ofSeconds(0)),
                Fault.delay(Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource
    void whenMaskinportenFailsForLong_thenThatIsTheResultAndLaterAllOrdersCome(
            Fault fault, Class<? extends Failed> expected) {
        List<IssuedOrder> orders = issue(3);
        forgetToken();
        simulator.injectMaskinportenFault(fault, LASTING);

        assertFailed(host.poll(simulator.ownOrganisation()), expected);
        assertThat(listener.received()).isEmpty();

        assertThatEachComesOnce(orders);
    }

    static Stream<Arguments> whenMaskinportenFailsForLong_thenThatIsTheResultAndLaterAllOrdersCome() {
        return Stream.of(
                Arguments.of(Fault.connectionReset(), Unavailable.class),
                Arguments.of(Fault.delay(Duration.ofSeconds(1)), Unavailable.class),
                Arguments.of(Fault.internalServerErrorPage(), Unavailable.class),
                Arguments.of(Fault.serviceUnavailable(), Unavailable.class),
                Arguments.of(Fault.tooManyRequests(Duration.ofHours(1)), Unavailable.class),
                Arguments.of(Fault.emptyBody(), Unreadable.class),
                Arguments.of(Fault.htmlPage(), Unreadable.class),
                Arguments.of(Fault.nullBody(), Unreadable.class),
                Arguments.of(Fault.objectBody(), Unreadable.class));
    }

    @ParameterizedTest
    @MethodSource
    void whenMaskinportenRefuses_thenTheResultSaysWhyAndLaterAllOrdersCome(
            String kode,
            String employer,
            Consumer<TrekkpaaleggSimulator> refuse,
            Consumer<TrekkpaaleggSimulator> cure) {
        IssuedOrder order = simulator.issue(employer);
        simulator.revokeTokens();
        refuse.accept(simulator);

        PassResult result = host.poll(employer);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.failure().kode()).contains(kode));

        cure.accept(simulator);
        assertThat(host.poll(employer)).isInstanceOf(CaughtUp.class);
        assertThat(listener.received()).containsExactly(nytt(order));
    }

    static Stream<Arguments> whenMaskinportenRefuses_thenTheResultSaysWhyAndLaterAllOrdersCome() {
        Consumer<TrekkpaaleggSimulator> noScope = it -> it.grantScope(false);
        Consumer<TrekkpaaleggSimulator> scope = it -> it.grantScope(true);
        Consumer<TrekkpaaleggSimulator> noSystemUser = it -> it.withdrawSystemUsers(SYSTEM_USER);
        Consumer<TrekkpaaleggSimulator> systemUser = it -> it.approveSystemUser(SYSTEM_USER);
        Consumer<TrekkpaaleggSimulator> noDelegation = it -> it.withdrawDelegation(DELEGATING);
        Consumer<TrekkpaaleggSimulator> delegation = it -> it.delegate(DELEGATING);
        return Stream.of(
                Arguments.of("MP-250", simulator.ownOrganisation(), noScope, scope),
                Arguments.of("MP-303", SYSTEM_USER, noSystemUser, systemUser),
                Arguments.of("MP-251", DELEGATING, noDelegation, delegation));
    }

    private static List<IssuedOrder> issue(int count) {
        List<IssuedOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(simulator.issue(simulator.ownOrganisation()));
        }
        return orders;
    }

    /** The API refuses the token the host has, so that it must ask Maskinporten again. */
    private static void forgetToken() {
        simulator.revokeTokens();
    }

    private static void fetchToken() {
        assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
    }

    private static void assertFailed(PassResult result, Class<? extends Failed> expected) {
        assertThat(result).isInstanceOf(expected);
        assertThat(((Failed) result).problem()).contains("employer " + simulator.ownOrganisation());
    }

    private static void assertThatEachComesOnce(List<IssuedOrder> orders) {
        simulator.clearFaults();
        assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        assertThat(listener.received())
                .containsExactlyElementsOf(
                        orders.stream().map(RecordingListener::nytt).toList());
        assertThat(listener.calls()).isEqualTo(orders.size());
    }
}
