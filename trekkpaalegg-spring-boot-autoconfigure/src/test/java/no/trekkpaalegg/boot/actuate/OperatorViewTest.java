package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.privacy.ForbiddenText;
import no.trekkpaalegg.privacy.Leaks;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.support.GenericApplicationContext;

/** What is planted here is forbidden only here: Spring logs the names of beans. */
class OperatorViewTest {
    private static final String SECRET = "planted";

    private final Leaks leaks = new Leaks(new ForbiddenText(List.of(SECRET)));

    @Test
    void whenAMetricHasASecret_thenItIsFoundWhereverItStands() {
        MeterRegistry metrics = new SimpleMeterRegistry();
        metrics.counter("orders", "person", SECRET);
        metrics.counter("orders." + SECRET);
        Counter.builder("delivered").description("those of " + SECRET).register(metrics);

        view(context -> context.registerBean(MeterRegistry.class, () -> metrics));

        assertThat(leaks.take()).hasSize(3).allMatch(leak -> leak.startsWith("metric: a known secret"));
    }

    @Test
    void whenADetailOfHealthHasOne_thenItIsFound() {
        HealthIndicator health =
                () -> Health.up().withDetail("person", "is " + SECRET).build();

        view(context -> context.registerBean("feed", HealthIndicator.class, () -> health));

        assertThat(leaks.take()).isNotEmpty().allMatch(leak -> leak.startsWith("health feed: a known secret"));
    }

    @Test
    void whenTheHealthFailsWithOne_thenTheExceptionIsLookedAt() {
        HealthIndicator health = () -> {
            throw new IllegalStateException("no row for " + SECRET);
        };

        view(context -> context.registerBean("feed", HealthIndicator.class, () -> health));

        assertThat(leaks.take())
                .containsExactly(
                        "health feed, java.lang.IllegalStateException: a known secret after 'java.lang.IllegalStateException: no row for '");
    }

    @Test
    void whenABeanShowsOne_thenItIsFoundByItsNameAndItsText() {
        view(context -> context.registerBean("employee " + SECRET, Printed.class, () -> new Printed(SECRET)));

        assertThat(leaks.take()).hasSize(2).allMatch(leak -> leak.contains("a known secret"));
    }

    @Test
    void whenAnAnswerOfTheEndpointHasOne_thenItIsFound() {
        String employer = "313367002";
        InMemoryFeedStore store = new InMemoryFeedStore();
        store.inTransaction(employer, () -> {
            store.save(FeedState.initial(employer)
                    .failed(Instant.now(), "Refused", "no access for " + SECRET, null, Instant.now()));
            return employer;
        });
        EmployerRegistry employers = new EmployerRegistry(() -> List.of(Employer.own(employer)));
        TrekkpaaleggPoller poller = (TrekkpaaleggPoller) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TrekkpaaleggPoller.class},
                (proxy, method, args) -> List.of());
        Clock clock = Clock.systemUTC();
        StoreLook look = new StoreLook(employers, store, Duration.ofSeconds(2), clock);

        view(context -> context.registerBean(
                TrekkpaaleggEndpoint.class, () -> new TrekkpaaleggEndpoint(employers, store, look, poller, clock)));

        assertThat(leaks.take()).isNotEmpty().allMatch(leak -> leak.startsWith("endpoint: a known secret"));
    }

    @Test
    void whenNothingIsSecret_thenNothingIsFound() {
        MeterRegistry metrics = new SimpleMeterRegistry();
        metrics.counter("orders", "employer", "313367002");

        view(context -> {
            context.registerBean(MeterRegistry.class, () -> metrics);
            context.registerBean(
                    "feed", HealthIndicator.class, () -> () -> Health.up().build());
            context.registerBean("printed", Printed.class, () -> new Printed("313367002"));
        });

        assertThat(leaks.take()).isEmpty();
    }

    @Test
    void whenABeanIsLazy_thenItStaysSo() {
        view(context -> context.registerBean(
                "lazy",
                Printed.class,
                () -> {
                    throw new AssertionError("is made");
                },
                definition -> definition.setLazyInit(true)));

        assertThat(leaks.take()).isEmpty();
    }

    private void view(Consumer<GenericApplicationContext> beans) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            beans.accept(context);
            context.addApplicationListener(new OperatorView(leaks));
            context.refresh();
        }
    }

    private record Printed(String text) {}
}
