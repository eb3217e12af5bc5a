package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.threeten.extra.MutableClock;

/** What the health says, by what the store says about the passes. */
class HealthTest {
    private static final String ONE = "313367002";
    private static final String OTHER = "313367010";
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T12:00:00Z"), ZoneOffset.UTC);
    private final InMemoryFeedStore store = new InMemoryFeedStore();
    private final List<Employer> employers =
            new CopyOnWriteArrayList<>(List.of(Employer.own(ONE), Employer.own(OTHER)));

    private final ApplicationContextRunner bare = TestHost.runner(
                    simulator,
                    SslAutoConfiguration.class,
                    TrekkpaaleggClientAutoConfiguration.class,
                    TrekkpaaleggFeedAutoConfiguration.class,
                    TrekkpaaleggActuatorAutoConfiguration.class)
            .withInitializer(HealthTest::leaveOutPolling)
            .withBean(TrekkpaaleggClock.class, () -> new TrekkpaaleggClock(clock))
            .withBean(EmployerSource.class, () -> () -> employers);

    private final ApplicationContextRunner host = bare.withBean(FeedStore.class, () -> store);

    @Test
    void whenNoEmployerHasBeenPolledYet_thenTheHealthIsUnknown() {
        health(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(it.getDetails()).containsEntry("employers", 2).containsEntry("failing", 0L);
        });
    }

    @Test
    void whenThereIsNoEmployer_thenTheHealthIsUnknownHoweverLongThatLasts() {
        employers.clear();
        host.run(context -> {
            clock.add(INTERVAL.multipliedBy(100));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UNKNOWN);
        });
    }

    @Test
    void whenAnEmployerHasBeenPolled_thenTheHealthIsUpWithoutTrouble() {
        succeeded(ONE);
        health(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.UP);
            assertThat(it.getDetails()).doesNotContainKey("troubled");
        });
    }

    @Test
    void whenOneEmployerIsRefused_thenTheHealthIsUpAndSaysWhoAndWhy() {
        succeeded(ONE);
        failed(OTHER);
        health(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.UP);
            assertThat(it.getDetails()).containsEntry("failing", 1L);
            assertThat(it.getDetails().get("troubled"))
                    .asString()
                    .contains(OTHER, "Refused", "access is missing", "korr-1")
                    .doesNotContain(ONE);
        });
    }

    @Test
    void whenAnOrderIsParkedAndAnotherRejected_thenTheHealthIsUpAndCountsThem() {
        succeeded(ONE);
        InboxEntry parked = InboxEntry.pending(new InboxKey(ONE, "A", 1, "aktiv"), 1, "{}", clock.instant())
                .parked("the listener failed");
        store.inTransaction(ONE, () -> {
            store.insert(List.of(
                    parked,
                    InboxEntry.rejected(new InboxKey(ONE, "B", 1, ""), 2, "{}", clock.instant(), "not understood")));
            return ONE;
        });
        health(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.UP);
            assertThat(it.getDetails().get("troubled")).asString().contains(ONE, "parked=1", "rejected=1");
        });
    }

    @Test
    void whenManyAreInTrouble_thenAtMostTwentyAreNamed() {
        employers.clear();
        IntStream.iterate(31336700, i -> i + 1)
                .mapToObj(HealthTest::organisationNumber)
                .flatMap(Optional::stream)
                .limit(30)
                .forEach(orgNumber -> {
                    employers.add(Employer.systemUser(orgNumber));
                    failed(orgNumber);
                });
        health(it -> {
            assertThat(it.getDetails()).containsEntry("failing", 30L);
            assertThat((List<?>) it.getDetails().get("troubled")).hasSize(20);
        });
    }

    @Test
    void whenNoEmployerIsPolledForThreeIntervals_thenItIsStillUpAndAfterThatOutOfService() {
        succeeded(ONE);
        host.run(context -> {
            failed(ONE);
            failed(OTHER);
            clock.add(INTERVAL.multipliedBy(3));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);

            clock.add(SECOND);

            assertThat(healthIn(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(healthIn(context).getDetails().get("reason")).asString().contains("PT1H30M");

            succeeded(OTHER);

            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void whenNoPassIsEverMade_thenTheHealthIsOutOfServiceInTheEnd() {
        host.run(context -> {
            clock.add(INTERVAL.multipliedBy(3).plus(SECOND));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        });
    }

    @Test
    void whenTheHostWasDownForLong_thenItGetsTimeForItsFirstPass() {
        succeeded(ONE);
        clock.add(Duration.ofDays(7));
        health(it -> assertThat(it.getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void whenAnotherSilenceIsConfigured_thenThatIsTheLimit() {
        host.withPropertyValues("trekkpaalegg.management.health.max-silence=10m")
                .run(context -> {
                    succeeded(ONE);
                    clock.add(Duration.ofMinutes(10));
                    assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
                    clock.add(SECOND);
                    assertThat(healthIn(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1m"})
    void whenTheSilenceIsNotLongerThanZero_thenTheMessageNamesTheKey(String silence) {
        host.withPropertyValues("trekkpaalegg.management.health.max-silence=" + silence)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the longest silence must be longer than zero"));
    }

    @Test
    void whenAllEmployersArePaused_thenSilenceIsWhatWasAskedFor() {
        succeeded(ONE);
        update(ONE, state -> state.withPaused(true));
        update(OTHER, state -> state.withPaused(true));
        host.run(context -> {
            clock.add(Duration.ofDays(7));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
            assertThat(healthIn(context).getDetails()).containsEntry("paused", 2L);
        });
    }

    @Test
    void whenTheScheduleIsSwitchedOff_thenSilenceIsNotTrouble() {
        succeeded(ONE);
        host.withPropertyValues("trekkpaalegg.poller.enabled=false").run(context -> {
            context.getBean(EmployerRegistry.class).refresh();
            clock.add(Duration.ofDays(7));
            assertThat(healthIn(context).getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void whenANodeDoesNotPoll_thenItKnowsTheEmployersAnyway() {
        host.withPropertyValues("trekkpaalegg.poller.enabled=false")
                .run(context -> assertThat(healthIn(context).getDetails()).containsEntry("employers", 2));
    }

    @Test
    void whenTheReadOrdersNameAnotherOrganisation_thenTheHealthIsUpAndExplainsIt() {
        update(
                ONE,
                state -> state.succeeded(clock.instant(), "CaughtUp", "every order names another", clock.instant()));

        health(it -> {
            assertThat(it.getStatus()).isEqualTo(Status.UP);
            assertThat(it.getDetails()).containsEntry("failing", 0L);
            assertThat(it.getDetails().get("troubled")).asString().contains(ONE, "every order names another");
        });
    }

    @Test
    void whenTheStoreIsDown_thenTheHealthIsOutOfServiceAndSaysSoWithoutPersonalData() {
        FeedStore broken = (FeedStore) Proxy.newProxyInstance(
                HealthTest.class.getClassLoader(), new Class<?>[] {FeedStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("states")) {
                        throw new IllegalStateException("no connection for 10908412345");
                    }
                    return method.invoke(store, arguments);
                });
        bare.withBean(FeedStore.class, () -> broken).run(context -> {
            Health health = healthIn(context);
            assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(health.getDetails().get("reason"))
                    .asString()
                    .contains("store", "no connection for ***")
                    .doesNotContain("10908412345");
        });
    }

    @Test
    void whenTheHostDoesNotWantTheIndicator_thenThereIsNone() {
        host.withPropertyValues("management.health.trekkpaalegg.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
        host.run(context -> assertThat(context).hasSingleBean(HealthIndicator.class));
    }

    @Test
    void whenTheHostHasNoActuator_thenItStartsWithoutHealth() {
        host.withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("trekkpaaleggHealthIndicator"));
    }

    /** A host that cannot poll is not helped by being killed. */
    @Test
    void whenTheHostAnswersLivenessProbes_thenOurHealthIsNoPartOfThem() {
        host.withConfiguration(AutoConfigurations.of(
                        ApplicationAvailabilityAutoConfiguration.class,
                        AvailabilityHealthContributorAutoConfiguration.class,
                        AvailabilityProbesAutoConfiguration.class,
                        EndpointAutoConfiguration.class,
                        HealthContributorAutoConfiguration.class,
                        HealthEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoint.health.probes.enabled=true", "management.endpoints.web.exposure.include=*")
                .run(context -> {
                    HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
                    assertThat(groups.getPrimary().isMember("trekkpaalegg")).isTrue();
                    assertThat(groups.get("liveness").isMember("livenessState")).isTrue();
                    assertThat(groups.get("liveness").isMember("trekkpaalegg")).isFalse();
                    assertThat(groups.get("readiness").isMember("trekkpaalegg")).isFalse();
                });
    }

    private void health(Consumer<Health> expectation) {
        host.run(context -> expectation.accept(healthIn(context)));
    }

    private static Health healthIn(AssertableApplicationContext context) {
        return context.getBean("trekkpaaleggHealthIndicator", HealthIndicator.class)
                .health();
    }

    /** The number with its check digit, or empty if there is none for it. */
    private static Optional<String> organisationNumber(int firstDigits) {
        String digits = String.valueOf(firstDigits);
        int sum = IntStream.range(0, 8)
                .map(i -> (digits.charAt(i) - '0') * ("32765432".charAt(i) - '0'))
                .sum();
        int check = (11 - sum % 11) % 11;
        return check == 10 ? Optional.empty() : Optional.of(digits + check);
    }

    private void succeeded(String orgNumber) {
        update(
                orgNumber,
                state -> state.succeeded(
                        clock.instant(), "CaughtUp", null, clock.instant().plus(INTERVAL)));
    }

    private void failed(String orgNumber) {
        update(
                orgNumber,
                state -> state.failed(
                        clock.instant(),
                        "Refused",
                        "access is missing",
                        "korr-1",
                        clock.instant().plus(INTERVAL)));
    }

    private void update(String orgNumber, UnaryOperator<FeedState> change) {
        store.inTransaction(orgNumber, () -> {
            store.save(change.apply(store.state(orgNumber)));
            return orgNumber;
        });
    }

    /** The host is one with a schedule, but no pass changes what a test has set up. */
    private static void leaveOutPolling(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(factory -> {
            BeanDefinitionRegistry definitions = (BeanDefinitionRegistry) factory;
            if (definitions.containsBeanDefinition("trekkpaaleggPollLifecycle")) {
                definitions.removeBeanDefinition("trekkpaaleggPollLifecycle");
            }
        });
    }
}
