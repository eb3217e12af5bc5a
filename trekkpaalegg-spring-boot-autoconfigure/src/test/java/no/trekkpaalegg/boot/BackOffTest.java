package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

/** Each documented bean gives way to the host's own, and all of them to {@code trekkpaalegg.enabled=false}. */
class BackOffTest extends BackOffFixture {
    private static final String LIFECYCLE = "trekkpaaleggPollLifecycle";

    @Test
    void whenTheHostHasNothingOfItsOwn_thenThereIsOneOfEach() {
        plain.run(context -> assertThat(context)
                .hasSingleBean(TrekkpaaleggClient.class)
                .hasSingleBean(EmployerSource.class)
                .hasSingleBean(FeedStore.class)
                .hasSingleBean(EmployerRegistry.class)
                .hasSingleBean(Feed.class)
                .hasSingleBean(TrekkpaaleggPoller.class)
                .hasBean("trekkpaaleggPollSchedule")
                .hasBean(LIFECYCLE));
    }

    @Test
    void whenTheHostHasAnEmployerSource_thenItsEmployersArePolledAndNotThoseOfTheProperties() {
        simulator.approveSystemUser("313367010");
        simulator.issue("313367010");
        EmployerSource own = () -> List.of(Employer.systemUser("313367010"));
        host.withBean("own", EmployerSource.class, () -> own).run(context -> {
            assertThat(context).getBean(EmployerSource.class).isSameAs(own);
            TrekkpaaleggPoller poller = context.getBean(TrekkpaaleggPoller.class);
            assertThat(((CaughtUp) poller.poll("313367010")).read().received()).isEqualTo(1);
            assertThatThrownBy(() -> poller.poll(simulator.ownOrganisation()))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void whenTheHostHasAStore_thenOrdersAreKeptThere() {
        FeedStore own = new InMemoryFeedStore();
        simulator.issue(simulator.ownOrganisation());
        host.withBean("own", FeedStore.class, () -> own).run(context -> {
            assertThat(context).getBean(FeedStore.class).isSameAs(own);
            context.getBean(TrekkpaaleggPoller.class).poll(simulator.ownOrganisation());
            assertThat(own.countByState(simulator.ownOrganisation())).hasSize(1);
        });
    }

    @Test
    void whenTheHostHasAPoller_thenItIsTheOne() {
        TrekkpaaleggPoller own = (TrekkpaaleggPoller) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TrekkpaaleggPoller.class},
                (proxy, method, arguments) -> method.invoke(this, arguments));
        host.withBean("own", TrekkpaaleggPoller.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(TrekkpaaleggPoller.class).isSameAs(own));
    }

    /** Two schedules on one feed would do the same work twice. */
    @Test
    void whenAParentContextPollsAlready_thenItsChildDoesNot() {
        plain.run(parent -> plain.withParent(parent)
                .run(child -> assertThat(child.getBeanFactory().containsLocalBean(LIFECYCLE))
                        .isFalse()));
    }

    @Test
    void whenItIsDisabled_thenThereIsNoBeanNoThreadAndNoCall() {
        Set<Thread> before = threads();
        plain.withPropertyValues("trekkpaalegg.enabled=false").run(context -> {
            assertThat(beansOfOurs(context.getSourceApplicationContext(GenericApplicationContext.class)))
                    .isEmpty();
            assertThat(before).containsAll(threads());
            assertThat(simulator.tokenRequestCount()).isZero();
        });
    }

    @Test
    void whenItIsDisabled_thenItsConfigurationIsNotEvenLookedAt() {
        plain.withPropertyValues(
                        "trekkpaalegg.enabled=false",
                        "trekkpaalegg.org-number=1",
                        "trekkpaalegg.maskinporten.client-id=",
                        "trekkpaalegg.poller.concurrency=0")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void whenItIsEnabled_thenThereAreBeansAndThreads() {
        Set<Thread> before = threads();
        plain.run(context -> {
            assertThat(beansOfOurs(context.getSourceApplicationContext(GenericApplicationContext.class)))
                    .isNotEmpty();
            assertThat(before).doesNotContainAnyElementsOf(threads());
            assertThat(threads()).isNotEmpty();
        });
    }

    @Test
    void whenThePollerIsDisabled_thenThereIsNoThreadAndNoCallUntilTheHostAsks() {
        Set<Thread> before = threads();
        host.run(context -> {
            assertThat(context).doesNotHaveBean(LIFECYCLE);
            assertThat(before).containsAll(threads());
            assertThat(simulator.tokenRequestCount()).isZero();

            assertThat(received(context.getBean(TrekkpaaleggPoller.class))).isZero();
            assertThat(simulator.tokenRequestCount()).isEqualTo(1);
        });
    }

    private static List<String> beansOfOurs(GenericApplicationContext context) {
        return Stream.of(context.getBeanDefinitionNames())
                .filter(name -> {
                    Class<?> type = context.getType(name);
                    return type != null && type.getName().startsWith("no.trekkpaalegg.");
                })
                .toList();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("trekkpaalegg"))
                .collect(Collectors.toSet());
    }
}
