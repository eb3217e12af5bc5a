package no.trekkpaalegg.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.threeten.extra.MutableClock;

/** A host with a store that the test writes, and nothing that polls. */
abstract class HealthFixture {
    static final String ONE = "313367002";
    static final String OTHER = "313367010";
    static final Duration INTERVAL = Duration.ofMinutes(30);

    @FreshSimulator
    static TrekkpaaleggSimulator simulator;

    final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T12:00:00Z"), ZoneOffset.UTC);
    final InMemoryFeedStore store = new InMemoryFeedStore();

    final List<Employer> employers = new CopyOnWriteArrayList<>(List.of(Employer.own(ONE), Employer.own(OTHER)));

    final ApplicationContextRunner bare = TestHost.runner(
                    simulator,
                    SslAutoConfiguration.class,
                    TrekkpaaleggClientAutoConfiguration.class,
                    TrekkpaaleggFeedAutoConfiguration.class,
                    TrekkpaaleggActuatorAutoConfiguration.class)
            .withInitializer(HealthTest::leaveOutPolling)
            .withBean(TrekkpaaleggClock.class, () -> new TrekkpaaleggClock(clock))
            .withBean(EmployerSource.class, () -> () -> employers);
    final ApplicationContextRunner host = bare.withBean(FeedStore.class, () -> store);

    void health(Consumer<Health> expectation) {
        host.run(context -> expectation.accept(healthIn(context)));
    }

    static Health healthIn(AssertableApplicationContext context) {
        return context.getBean("trekkpaaleggHealthIndicator", HealthIndicator.class)
                .health();
    }

    void succeeded(String orgNumber) {
        update(
                orgNumber,
                state -> state.succeeded(
                        clock.instant(), "CaughtUp", null, clock.instant().plus(INTERVAL)));
    }

    void failed(String orgNumber) {
        update(
                orgNumber,
                state -> state.failed(
                        clock.instant(),
                        "Refused",
                        "access is missing",
                        "korr-1",
                        clock.instant().plus(INTERVAL)));
    }

    void update(String orgNumber, UnaryOperator<FeedState> change) {
        store.inTransaction(orgNumber, () -> {
            store.save(change.apply(store.state(orgNumber)));
            return orgNumber;
        });
    }

    /** The host is one with a schedule, but no pass changes what a test has set up. */
    static void leaveOutPolling(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(factory -> {
            BeanDefinitionRegistry definitions = (BeanDefinitionRegistry) factory;
            if (definitions.containsBeanDefinition("trekkpaaleggPollLifecycle")) {
                definitions.removeBeanDefinition("trekkpaaleggPollLifecycle");
            }
        });
    }
}
