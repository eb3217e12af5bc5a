package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.OrderReaderClient;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.maskinporten.SigningKey;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.client.RestClientCustomizer;

/** The client's parts give way to the host's own: key, connection, clock, calls. */
class ClientBackOffTest extends BackOffFixture {
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
        host.withBean("clock", Clock.class, ClientBackOffTest::longAgo)
                .withBean("otherClock", Clock.class, ClientBackOffTest::longAgo)
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

    private static Clock longAgo() {
        return Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
    }
}
