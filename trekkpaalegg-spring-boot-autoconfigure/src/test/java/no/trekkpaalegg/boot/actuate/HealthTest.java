package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.Test;
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
import org.springframework.boot.test.context.FilteredClassLoader;

/** What the health says, by what the store says about the passes. */
class HealthTest extends HealthFixture {
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

    /** The number with its check digit, or empty if there is none for it. */
    private static Optional<String> organisationNumber(int firstDigits) {
        String digits = String.valueOf(firstDigits);
        int sum = IntStream.range(0, 8)
                .map(i -> (digits.charAt(i) - '0') * ("32765432".charAt(i) - '0'))
                .sum();
        int check = (11 - sum % 11) % 11;
        return check == 10 ? Optional.empty() : Optional.of(digits + check);
    }
}
