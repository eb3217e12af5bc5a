package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.OrderReaderClient;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.maskinporten.SigningKey;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.client.RestClientCustomizer;
import org.springframework.context.support.GenericApplicationContext;

/** Each documented bean gives way to the host's own, and all of them to {@code trekkpaalegg.enabled=false}. */
class BackOffTest {
    private static final String LIFECYCLE = "trekkpaaleggPollLifecycle";

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final ApplicationContextRunner plain = TestHost.runner(
            simulator,
            SslAutoConfiguration.class,
            TrekkpaaleggClientAutoConfiguration.class,
            TrekkpaaleggFeedAutoConfiguration.class);

    private final ApplicationContextRunner host = plain.withPropertyValues("trekkpaalegg.poller.enabled=false");

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
    void whenTheHostHasAClient_thenItIsWhatTheHostInjectsAndNotWhatTheFeedReads() {
        TrekkpaaleggClient own = new OrderReaderClient(new Nothing());
        simulator.issue(simulator.ownOrganisation());
        host.withBean("own", TrekkpaaleggClient.class, () -> own).run(context -> {
            assertThat(context).getBean(TrekkpaaleggClient.class).isSameAs(own);
            assertThat(received(context.getBean(TrekkpaaleggPoller.class))).isEqualTo(1);
        });
    }

    /** Knows no order. */
    private static final class Nothing implements OrderReader {
        @Override
        public List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit) {
            return List.of();
        }

        @Override
        public void readAll(Employer employer, Consumer<ReceivedOrder> consumer) {}

        @Override
        public Optional<ReceivedOrder> readVersion(Employer employer, String trekkid, int trekkversjon) {
            return Optional.empty();
        }
    }

    @Test
    void whenTheHostKeepsTheKeyElsewhere_thenItSignsAndNoneIsConfigured() {
        SigningKeySource vault = SigningKeySource.fixed(SigningKey.parse(simulator.privateKeyJwk(), null));
        simulator.issue(simulator.ownOrganisation());
        host.withPropertyValues("trekkpaalegg.maskinporten.private-key=")
                .withBean("vault", SigningKeySource.class, () -> vault)
                .run(context -> assertThat(received(context.getBean(TrekkpaaleggPoller.class)))
                        .isEqualTo(1));
    }

    /** As a simulator in a container may describe itself. */
    @Test
    void whenTheHostDescribesTheConnection_thenItReplacesTheProperties() {
        simulator.issue(simulator.ownOrganisation());
        TestHost.bareRunner(TrekkpaaleggClientAutoConfiguration.class, TrekkpaaleggFeedAutoConfiguration.class)
                .withPropertyValues(
                        "trekkpaalegg.org-number=" + simulator.ownOrganisation(), "trekkpaalegg.poller.enabled=false")
                .withBean("connection", TrekkpaaleggConnectionDetails.class, SimulatorConnection::new)
                .run(context -> assertThat(received(context.getBean(TrekkpaaleggPoller.class)))
                        .isEqualTo(1));
    }

    @Test
    void whenNothingDescribesTheConnection_thenTheHostDoesNotStart() {
        TestHost.bareRunner(TrekkpaaleggClientAutoConfiguration.class, TrekkpaaleggFeedAutoConfiguration.class)
                .withPropertyValues("trekkpaalegg.org-number=" + simulator.ownOrganisation())
                .run(context -> assertThat(context).hasFailed());
    }

    private static final class SimulatorConnection implements TrekkpaaleggConnectionDetails {
        @Override
        public URI baseUrl() {
            return simulator.baseUrl();
        }

        @Override
        public String issuer() {
            return simulator.issuer();
        }

        @Override
        public URI tokenUri() {
            return simulator.tokenUri();
        }

        @Override
        public String clientId() {
            return simulator.clientId();
        }

        @Override
        public String privateKey() {
            return simulator.privateKeyPem();
        }

        @Override
        public String keyId() {
            return simulator.keyId();
        }
    }

    @Test
    void whenTheHostKeepsTheKeyOfAFurtherClientElsewhere_thenTheBeanOfThatNameSigns() {
        SigningKeySource vault = SigningKeySource.fixed(SigningKey.parse(simulator.privateKeyJwk(), null));
        simulator.issue(simulator.ownOrganisation());
        host.withPropertyValues(
                        "trekkpaalegg.org-number=",
                        "trekkpaalegg.maskinporten.client-id=",
                        "trekkpaalegg.maskinporten.private-key=",
                        "trekkpaalegg.clients.east.client-id=" + simulator.clientId(),
                        "trekkpaalegg.employers[0].org-number=" + simulator.ownOrganisation(),
                        "trekkpaalegg.employers[0].client=east")
                .withBean("east", SigningKeySource.class, () -> vault)
                .run(context -> assertThat(received(context.getBean(TrekkpaaleggPoller.class)))
                        .isEqualTo(1));
    }

    @Test
    void whenItIsNotClearWhichKeyIsForWhichClient_thenTheHostIsTold() {
        SigningKeySource vault = SigningKeySource.fixed(SigningKey.parse(simulator.privateKeyJwk(), null));
        host.withBean("one", SigningKeySource.class, () -> vault)
                .withBean("another", SigningKeySource.class, () -> vault)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the beans one, another are of type SigningKeySource"));
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

    @Test
    void whenAClockIsMeantForTheLibrary_thenItIsItsClock() {
        host.withBean("own", TrekkpaaleggClock.class, () -> new TrekkpaaleggClock(longAgo()))
                .run(context -> assertThat(
                                context.getBean(TrekkpaaleggPoller.class).poll(simulator.ownOrganisation()))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.failure().kode()).contains("MP-130")));
    }

    @Test
    void whenTheHostHasClocksOfItsOwn_thenTheyAreNotTouched() {
        host.withBean("clock", Clock.class, BackOffTest::longAgo)
                .withBean("otherClock", Clock.class, BackOffTest::longAgo)
                .run(context -> assertThat(received(context.getBean(TrekkpaaleggPoller.class)))
                        .isZero());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenTheHostUsesResilience4jOrNot_thenItStarts(boolean used) {
        ApplicationContextRunner runner = used
                ? host.withConfiguration(
                        AutoConfigurations.of(RetryAutoConfiguration.class, CircuitBreakerAutoConfiguration.class))
                : host;
        runner.run(context ->
                assertThat(received(context.getBean(TrekkpaaleggPoller.class))).isZero());
    }

    @Test
    void whenTheHostAdaptsOurCalls_thenThoseToBothSidesAreAdapted() {
        List<String> paths = new CopyOnWriteArrayList<>();
        TrekkpaaleggRestClientCustomizer customizer = builder -> builder.requestInterceptor((request, body, next) -> {
            paths.add(request.getURI().getPath());
            return next.execute(request, body);
        });
        host.withBean("customizer", TrekkpaaleggRestClientCustomizer.class, () -> customizer)
                .run(context -> received(context.getBean(TrekkpaaleggPoller.class)));

        assertThat(paths).containsExactly(simulator.tokenUri().getPath(), "/api/trekkpaalegg/v1");
    }

    /** It may log bodies, or add a header for another system. */
    @Test
    void whenTheHostAdaptsItsOwnCalls_thenOursAreLeftAlone() {
        RestClientCustomizer customizer = builder -> builder.defaultHeader("X-Host", "secret");
        host.withBean("customizer", RestClientCustomizer.class, () -> customizer)
                .run(context -> {
                    received(context.getBean(TrekkpaaleggPoller.class));
                    assertThat(Stream.concat(simulator.tokenRequests().stream(), simulator.apiRequests().stream()))
                            .hasSize(2)
                            .allMatch(request -> request.header("X-Host").isEmpty());
                });
    }

    private static int received(TrekkpaaleggPoller poller) {
        return ((CaughtUp) poller.poll(simulator.ownOrganisation())).read().received();
    }

    private static Clock longAgo() {
        return Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
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
